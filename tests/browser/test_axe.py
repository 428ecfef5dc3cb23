"""Accessibility of every page for every role, in Chinese and Arabic, light and dark; and nothing overflows at 320 px."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from tests.support.walking import pages

from app.extensions import db
from app.models import User
from app.services import demo, demo_applications
from app.services.transaction import transaction

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask

AXE = next((Path(__file__).parent / "vendor").glob("axe-core-*/axe.min.js"))
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ROLES = {
    "clerk": "haian.clerk",
    "enterprise_administrator": "xiaogang.admin",
    "reviewer": "customs.0901",
    "system_administrator": "admin",
}
LOOKS = [("zh_Hans", "light"), ("zh_Hans", "dark"), ("ar", "light"), ("ar", "dark")]
PUBLIC_PAGES = {"login": "/login/", "error": "/nowhere"}


@pytest.fixture
def filled(app: Flask, now: datetime, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """Give the application with demo work, and Arabic among its languages."""
    offered = {**app.config["LANGUAGES"], "ar": {"flag": "", "name": "العربية"}}
    monkeypatch.setitem(app.config, "LANGUAGES", offered)
    with app.app_context():
        demo_applications.load(now=now)
    return app


def dress(app: Flask, username: str, *, language: str, theme: str) -> None:
    """Let an account choose its language and theme."""
    with app.app_context(), transaction():
        user = db.session.scalars(db.select(User).where(User.username == username)).one()
        user.locale, user.theme = language, theme


def enter(page: Any, username: str) -> None:
    """Log in as a person does."""
    page.goto("/login/")
    page.fill("#username", username)
    page.fill("#password", demo.password())
    page.click("form.ways button")
    page.wait_for_load_state()


def violations(page: Any) -> list[str]:
    """Run axe on the page and tell each violation with the element it stands at."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "async (tags) => (await axe.run(document, {runOnly: tags, resultTypes: ['violations']})).violations"
        ".map((v) => v.id + ': ' + v.nodes.map((n) => n.target.join(' ') + ' ' + (n.any[0] ? n.any[0].message : ''))"
        ".slice(0, 5).join(' | '))",
        TAGS,
    )
    return [f"{page.url}: {violation}" for violation in found]


def overflow(page: Any) -> list[str]:
    """Name what is wider than the window, outside of scrollers."""
    width = page.evaluate("document.documentElement.scrollWidth")
    return [f"{page.url} is {width} px wide"] if width > page.viewport_size["width"] else []


@pytest.mark.bar("U1")
@pytest.mark.bar("U5")
@pytest.mark.parametrize(("language", "theme"), LOOKS)
@pytest.mark.parametrize("role", ROLES)
def test_no_page_keeps_anybody_out(filled: Flask, login: Any, page: Any, role: str, language: str, theme: str) -> None:
    username = ROLES[role]
    dress(filled, username, language=language, theme=theme)
    enter(page, username)
    told: list[str] = []
    for address in pages(filled, login(username)).values():
        page.goto(address)
        told += violations(page)
    assert told == []


@pytest.mark.bar("U1")
@pytest.mark.parametrize(("language", "theme"), LOOKS)
@pytest.mark.parametrize("name", PUBLIC_PAGES)
def test_no_page_before_login_keeps_anybody_out(
    filled: Flask, page: Any, live_server: str, name: str, language: str, theme: str
) -> None:
    page.context.add_cookies([
        {"name": "language", "value": language, "url": live_server},
        {"name": "theme", "value": theme, "url": live_server},
    ])
    page.goto(PUBLIC_PAGES[name])
    assert violations(page) == []


@pytest.mark.bar("U3")
@pytest.mark.parametrize("language", ["zh_Hans", "en", "ar"])
@pytest.mark.parametrize("role", ROLES)
def test_every_page_fits_a_narrow_window(filled: Flask, login: Any, page: Any, role: str, language: str) -> None:
    username = ROLES[role]
    dress(filled, username, language=language, theme="light")
    page.set_viewport_size({"width": 320, "height": 640})
    enter(page, username)
    told: list[str] = []
    for address in pages(filled, login(username)).values():
        page.goto(address)
        told += overflow(page)
    assert told == []


@pytest.mark.bar("U3")
def test_the_login_page_fits_a_narrow_window(page: Any) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/login/")
    assert overflow(page) == []


@pytest.mark.bar("U1")
def test_the_walk_reaches_every_screen_of_somebody(filled: Flask, login: Any) -> None:
    reached = {endpoint for username in ROLES.values() for endpoint in pages(filled, login(username))}
    assert {"HomeView.index", "SearchView.index", "NoticeBoardView.index"} <= reached
    assert {endpoint for endpoint in filled.view_functions if endpoint.endswith(".list")} <= reached
