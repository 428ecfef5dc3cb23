"""Accessibility of every page for every role, in Chinese and Arabic, light and dark; nothing overflows at 320 px."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.extensions import db
from app.models import User
from app.services.base.transaction import transaction
from app.services.demo import demo
from app.views.certificates.certificates import CertificateView
from tests.support.chromium import complaints
from tests.support.databases import alone
from tests.support.walking import pages

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

UNSTICK = (
    "for (const e of document.querySelectorAll('body *'))"
    " if (getComputedStyle(e).position === 'sticky') e.style.position = 'static'"
)
AXE = next((Path(__file__).parent / "vendor").glob("axe-core-*/axe.min.js"))
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ROLES = {
    "clerk": "haian.clerk",
    "enterprise_administrator": "xiaogang.admin",
    "reviewer": "customs.0901",
    "system_administrator": "admin",
}
LANGUAGES = ("zh_Hans", "en", "ar")
THEMES = ("light", "dark")
CONTRAST = {"type": "rule", "values": ["color-contrast"]}
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
#: The document is paper: it keeps its width, and the pages around it scroll it.
PAPER = ("ApplicationView.sheet", "ApplicationView.pdf", "ApplicationView.issued", "MovedView.read", "MovedView.issued")
PUBLIC_PAGES = {"login": "/login/", "error": "/nowhere", "registration": "/registration/"}


@pytest.fixture
def filled(app: Flask, demo_work: None, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """Give the application with demo work, and Arabic among its languages."""
    offered = {**app.config["LANGUAGES"], "ar": {"flag": "", "name": "العربية"}}
    monkeypatch.setitem(app.config, "LANGUAGES", offered)
    return app


def dress(app: Flask, username: str, *, language: str) -> None:
    """Let an account choose its language, and the theme of the system, which the test then switches."""
    with app.app_context(), transaction():
        user = db.session.scalars(db.select(User).where(User.username == username)).one()
        user.locale, user.theme = language, "system"


def enter(page: Any, username: str) -> None:
    """Log in as a person does."""
    page.goto("/login/")
    page.fill("#username", username)
    page.fill("#password", demo.password())
    page.click("form.ways button")
    page.wait_for_load_state()


@pytest.fixture
def reached(filled: Flask, login: Any, shared: Path) -> Callable[[str], dict[str, str]]:
    """Return a function that gives the pages a user reaches; found once a run, whatever the language."""

    def _reached(username: str) -> dict[str, str]:
        kept = shared / f"pages_of_{username}.json"
        with alone(shared):
            if not kept.exists():
                kept.write_text(json.dumps(pages(filled, login(username))), encoding="utf-8")
        found: dict[str, str] = json.loads(kept.read_text(encoding="utf-8"))
        return found

    return _reached


def violations(page: Any, *, themes: tuple[str, ...] = THEMES, without: tuple[str, ...] = ()) -> list[str]:
    """Run axe on the page in each theme, and tell each violation with the elements it stands at."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    page.evaluate(UNSTICK)  # what a sticky bar covers depends on where the page happens to be scrolled to
    told = []
    for theme in themes:
        page.emulate_media(color_scheme=theme)
        rules = {"type": "tag", "values": TAGS} if theme == THEMES[0] else CONTRAST  # the themes differ in colour only
        found = page.evaluate(
            "async ([rules, without]) => (await axe.run({include: [['html']], exclude: without.map((w) => [w])},"
            " {runOnly: rules, resultTypes: ['violations'], preload: false, iframes: false})).violations"
            ".map((v) => v.id + ': ' + v.nodes.slice(0, 5).map("
            "(n) => n.target.join(' ') + ' ' + (n.any[0] ? n.any[0].message : '')).join(' | '))",
            [rules, list(without)],
        )
        told += [f"{page.url} ({theme}): {violation}" for violation in found]
    page.emulate_media(color_scheme=THEMES[0])
    return told


def overflow(page: Any) -> list[str]:
    """Narrow the window and tell when the page is wider."""
    page.set_viewport_size(NARROW)
    width = page.evaluate("document.documentElement.scrollWidth")
    page.set_viewport_size(WIDE)
    return [f"{page.url} is {width} px wide in a window of {NARROW['width']}"] if width > NARROW["width"] else []


def one_of_a_kind(app: Flask, found: dict[str, str]) -> dict[str, str]:
    """Return one page for each kind: the screens of the document types are made by one loop and one template."""
    kept: dict[Any, tuple[str, str]] = {}
    for endpoint, address in found.items():
        function = app.view_functions[endpoint]
        view = getattr(function, "__self__", None)
        made = isinstance(view, CertificateView)
        kept.setdefault((CertificateView, function.__name__) if made else endpoint, (endpoint, address))
    return dict(kept.values())


#: The menu stands on every page alike: axe reads it on the first one of each walk.
FRAME = ("nav.side",)
DEEP = pytest.mark.soak
MOST = ("clerk", "zh_Hans")
#: Each role in Chinese, and in English for what is wider there. Dark, and from right to left, the clerk's pages, which
#: are most kinds; all pages have their colours from one style sheet, so the other roles' wait for the soak.
WALKS = [
    *((role, language, THEMES[:1]) for role in ROLES for language in ("zh_Hans", "en") if (role, language) != MOST),
    (*MOST, THEMES),
    ("clerk", "ar", THEMES[:1]),
    *(pytest.param(role, language, THEMES, marks=DEEP) for role in ROLES for language in ("zh_Hans", "ar")),
]


@pytest.mark.bar("U1")
@pytest.mark.bar("U3")
@pytest.mark.bar("U5")
@pytest.mark.parametrize(("role", "language", "themes"), WALKS)
def test_every_page_is_accessible_and_fits(
    filled: Flask, reached: Any, page: Any, role: str, language: str, themes: tuple[str, ...]
) -> None:
    username = ROLES[role]
    dress(filled, username, language=language)
    enter(page, username)
    told = complaints(page)
    for number, (endpoint, address) in enumerate(one_of_a_kind(filled, reached(username)).items()):
        page.goto(address)
        told += [] if endpoint.startswith(PAPER) else overflow(page)
        if language != "en":  # axe finds in English what it finds in Chinese
            told += violations(page, themes=themes, without=FRAME if number else ())
    assert told == []


@pytest.mark.bar("U1")
@pytest.mark.bar("U3")
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PUBLIC_PAGES)
def test_every_page_before_login_is_accessible_and_fits(
    filled: Flask, page: Any, live_server: str, name: str, language: str
) -> None:
    choices = {"language": language, "theme": "system"}
    page.context.add_cookies([{"name": key, "value": value, "url": live_server} for key, value in choices.items()])
    heard = complaints(page)
    page.goto(PUBLIC_PAGES[name])
    assert violations(page) + overflow(page) + heard[name == "error" :] == []  # the error page itself is a missing file


@pytest.mark.bar("U1")
def test_the_walk_reaches_every_screen_of_somebody(filled: Flask, reached: Any) -> None:
    seen = {endpoint for username in ROLES.values() for endpoint in reached(username)}
    assert {"HomeView.index", "SearchView.index", "NoticeBoardView.index"} <= seen
    assert {endpoint for endpoint in filled.view_functions if endpoint.endswith(".list")} <= seen
