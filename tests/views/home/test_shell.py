"""The frame of every page: language, theme, bell, user, messages, static files."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from app.domain.document.fields import FieldError
from app.domain.errors import DomainError, NotAllowedNowError
from app.services.demo.demo import logins
from app.views.screens import SENTENCES
from app.views.words.labels import STATUS_KINDS, STATUSES
from app.views.words.refusals import worded
from tests.support.forms import post

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")
#: The hash of the contents in an address: of the file itself, or of all our modules.
LASTING = re.compile(r"\?v=[0-9a-f]{12}$|^/static/v-[0-9a-f]{12}/")


def text(client: FlaskClient, path: str = "/") -> str:
    return client.get(path).get_data(as_text=True)


def test_the_page_says_its_language_and_direction(client: FlaskClient) -> None:
    page = text(client, "/login/")
    assert '<html lang="zh-Hans" dir="ltr" data-theme="light">' in page


@pytest.mark.parametrize(
    ("wished", "shown"), [("en-US,en;q=0.9", "en"), ("zh-CN,zh;q=0.9", "zh-Hans"), ("fr", "zh-Hans"), ("", "zh-Hans")]
)
def test_before_login_the_browser_s_wish_decides(client: FlaskClient, wished: str, shown: str) -> None:
    page = client.get("/login/", headers={"Accept-Language": wished}).get_data(as_text=True)
    assert f'<html lang="{shown}"' in page


@pytest.mark.bar("U5")
def test_arabic_runs_from_right_to_left(app: Flask, client: FlaskClient, monkeypatch: Any) -> None:
    offered = {**app.config["LANGUAGES"], "ar": {"flag": "", "name": "العربية"}}
    monkeypatch.setitem(app.config, "LANGUAGES", offered)
    client.set_cookie("language", "ar")
    assert '<html lang="ar" dir="rtl"' in text(client, "/login/")


def test_a_language_chosen_before_login_stays_in_the_browser(client: FlaskClient) -> None:
    answer = post(client, "/language", form_on="/login/", data={"language": "en", "next": "/login/?next=/search/"})
    assert (answer.status_code, answer.location) == (302, "/login/?next=/search/")
    assert '<html lang="en"' in text(client, "/login/")


def test_a_language_chosen_after_login_stays_with_the_account(login: Any) -> None:
    post(login("haian.clerk"), "/language", form_on="/", data={"language": "en"})
    assert '<html lang="en"' in text(login("haian.clerk"))
    assert '<html lang="zh-Hans"' in text(login("beifang.clerk"))


@pytest.mark.parametrize("theme", ["light", "dark", "system"])
def test_a_theme_stays_with_the_account(login: Any, theme: str) -> None:
    post(login("haian.clerk"), "/appearance", form_on="/", data={"theme": theme})
    page = text(login("haian.clerk"))
    assert f'data-theme="{theme}"' in page
    media = {"light": None, "dark": 'media="all"', "system": 'media="(prefers-color-scheme: dark)"'}[theme]
    assert ("frame/dark.css" in page) == (media is not None)
    assert media is None or media in page


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/language", {"language": "xx"}),
        ("/language", {}),
        ("/appearance", {"theme": "pink"}),
        ("/appearance", {}),
    ],
)
def test_an_unknown_choice_is_refused(login: Any, path: str, data: dict[str, str]) -> None:
    assert post(login("haian.clerk"), path, form_on="/", data=data).status_code == 400


@pytest.mark.parametrize(
    "target", ["//evil.example", "/\\evil.example", "https://evil.example", "evil", "", "/\r\nX: 1"]
)
def test_the_way_back_leads_to_our_own_pages_only(client: FlaskClient, target: str) -> None:
    answer = post(client, "/language", form_on="/login/", data={"language": "en", "next": target})
    assert answer.location == "/"


@pytest.mark.parametrize("path", ["/language", "/appearance", "/notice-board/read", "/logout/"])
def test_choices_are_made_by_post_with_a_token_only(login: Any, path: str) -> None:
    client = login("haian.clerk")
    assert client.get(path).status_code == 405
    assert client.post(path).status_code == 400


@pytest.mark.bar("S11")
@pytest.mark.parametrize("username", [username for username, role, _organisation in logins() if role != "overseas"])
def test_every_script_has_a_nonce_and_nothing_is_inline(login: Any, username: str) -> None:
    page = text(login(username))
    scripts = re.findall(r"<script\b[^>]*>", page)
    assert scripts
    assert all(re.search(r'type="module" src="/static/[^"]+" nonce="[^"]{16,}"', script) for script in scripts)
    assert not re.search(r"<style\b|\son[a-z]+\s*=|javascript:", page)


@pytest.mark.bar("S11")
def test_no_page_names_an_address_outside(login: Any) -> None:
    addresses = re.findall(r'(?:src|href|action)="([^"]+)"', text(login("haian.clerk")))
    assert [address for address in addresses if not address.startswith(("/", "#"))] == []


def test_every_static_file_a_page_names_is_there_under_a_lasting_address(login: Any) -> None:
    client = login("haian.clerk")
    files = re.findall(r'"(/static/[^"]+)"', text(client))
    assert len(files) > 10
    assert [name for name in files if not LASTING.search(name) or client.get(name).status_code != 200] == []


@pytest.fixture
def two_notices(app: Flask) -> dict[str, int]:
    """Put up one notice for everybody and one for clerks, both in force today, and take down all others."""
    from app.extensions import db
    from app.models import Notice
    from app.models.base import utc_now
    from app.services.base.transaction import transaction

    today = utc_now().date()
    with app.app_context(), transaction():
        for notice in db.session.scalars(db.select(Notice)):
            notice.valid_to = today - timedelta(days=30)
        made = [
            Notice(title=title, roles=roles, valid_from=today - timedelta(days=2), valid_to=today + timedelta(days=2))
            for title, roles in (("For everybody", []), ("For clerks", ["clerk"]))
        ]
        db.session.add_all(made)
        db.session.flush()
        return {notice.title: notice.id for notice in made}


def unread(client: FlaskClient) -> int:
    return text(client, "/notice-board/").count('/read" class="inline"')


def bell(client: FlaskClient) -> str:
    found = re.search(r'href="/notice-board/">[^<]*(?:<span class="chip bad">(\d+))?', text(client, "/search/"))
    assert found
    return found.group(1) or "0"


@pytest.mark.function("5.1")
def test_the_bell_counts_what_is_unread_until_it_is_read(login: Any, two_notices: dict[str, int]) -> None:
    client = login("haian.clerk")
    assert bell(client) == "2"
    post(client, f"/notice-board/{two_notices['For clerks']}/read", form_on="/notice-board/")
    assert bell(client) == "1"
    post(client, "/notice-board/read", form_on="/notice-board/")
    assert bell(client) == "0"
    assert bell(login("beifang.clerk")) == "2"


def test_reading_a_notice_twice_is_no_error(login: Any, two_notices: dict[str, int]) -> None:
    client, path = login("haian.clerk"), f"/notice-board/{two_notices['For everybody']}/read"
    answers = [post(client, path, form_on="/notice-board/").status_code for _ in range(2)]
    assert answers == [302, 302]


def test_a_notice_for_other_roles_is_neither_shown_nor_read(login: Any, two_notices: dict[str, int]) -> None:
    reviewer = login("customs.0901")
    assert "For everybody" in text(reviewer, "/notice-board/")
    assert "For clerks" not in text(reviewer, "/notice-board/") + text(reviewer)
    path = f"/notice-board/{two_notices['For clerks']}/read"
    assert post(reviewer, path, form_on="/notice-board/").status_code == 404


@pytest.mark.parametrize("days", [(-9, -1), (1, 9)])
def test_a_notice_out_of_force_is_not_shown(app: Flask, login: Any, days: tuple[int, int]) -> None:
    from app.extensions import db
    from app.models import Notice
    from app.models.base import utc_now
    from app.services.base.transaction import transaction

    today = (utc_now() + timedelta(hours=8)).date()
    with app.app_context(), transaction():
        first, last = (today + timedelta(days=number) for number in days)
        db.session.add(Notice(title="Out of force", valid_from=first, valid_to=last))
    assert "Out of force" not in text(login("haian.clerk")) + text(login("haian.clerk"), "/notice-board/")


def test_a_user_of_a_portal_language_sees_the_main_system_in_english(app: Flask, login: Any) -> None:
    from app.extensions import db
    from app.models import User
    from app.services.base.transaction import transaction

    with app.app_context(), transaction():
        db.session.scalars(db.select(User).where(User.username == "haian.clerk")).one().locale = "ko"
    assert '<html lang="en"' in text(login("haian.clerk"))


@pytest.mark.bar("U11")
def test_every_status_has_words_and_a_colour() -> None:
    from app.domain.workflow import Status, Validity

    codes = {code.value for kind in (Status, Validity) for code in kind}
    assert codes == set(STATUSES) == set(STATUS_KINDS)
    assert set(STATUS_KINDS.values()) <= {"ok", "warn", "bad", "info", "mute"}


@pytest.mark.parametrize("code", SENTENCES)
def test_every_message_can_be_said_with_and_without_its_parameters(app: Flask, code: str) -> None:
    with app.test_request_context():
        names = re.findall(r"%\((\w+)\)s", str(SENTENCES[code]))
        assert "%(" not in worded(code)
        assert all(f"<{name}>" in worded(code, {n: f"<{n}>" for n in names}) for name in names)


def test_errors_of_every_kind_become_sentences(app: Flask) -> None:
    with app.test_request_context():
        refused = worded(NotAllowedNowError("wrong_status", status="draft"))
        assert str(STATUSES["draft"]) in refused
        assert worded(FieldError("values.x", "too_long", {"max_length": 5, "length": 9}))
        assert worded(DomainError("nobody_knows_this")) == str(SENTENCES["refused"])
