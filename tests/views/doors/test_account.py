"""My account and customer service: profile, language, theme, time zone, sessions, logins, whom to ask."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import SystemParameter, User
from app.models.base import utc_now
from app.services.base.transaction import transaction
from app.services.demo.demo import password
from app.services.doors import logins
from tests.conftest import NOW
from tests.support.forms import post

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")

Login = Callable[..., "FlaskClient"]
CLERK = "haian.clerk"
FIELDS = {
    "last_name": "林", "first_name": "海洋（示例）", "email": "haian.clerk@example.invalid", "phone": "0411-5550118",
    "locale": "en", "theme": "dark", "time_zone": "Asia/Tokyo",
}  # fmt: skip


def save(client: FlaskClient, **changed: str) -> Any:
    return post(client, "/account/", data={**FIELDS, **changed})


def test_profile_language_theme_and_zone_are_changed_and_count_at_once(login: Login) -> None:
    client = login(CLERK)
    assert save(client).status_code == 303
    page = client.get("/account/").get_data(as_text=True)
    assert '<html lang="en" dir="ltr" data-theme="dark">' in page
    assert "林海洋（示例）" in page
    assert '<option selected value="Asia/Tokyo">' in page


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"email": "beifang.clerk@example.invalid"}, "email"),
        ({"email": "nowhere"}, "email"),
        ({"last_name": ""}, "last_name"),
        ({"time_zone": "Mars/Olympus"}, "time_zone"),
        ({"locale": "xx"}, "locale"),
        ({"theme": "pink"}, "theme"),
    ],
    ids=str,
)
def test_what_cannot_be_stands_at_its_field(login: Login, changed: dict[str, str], field: str) -> None:
    answer = save(login(CLERK), **changed)
    assert answer.status_code == 422
    assert f'aria-describedby="{field}-note" aria-invalid="true"' in answer.get_data(as_text=True)


def test_a_time_zone_changes_how_moments_are_shown_and_no_day(app: Flask) -> None:
    from flask_login import login_user

    from app.views.words.formatting import full_time, short_date
    from app.views.words.writing import moment

    with app.test_request_context("/"):
        user = db.session.scalars(select(User).where(User.username == CLERK)).one()
        login_user(user)
        assert full_time(NOW) == "2026-11-23 14:30:00"
        user.time_zone = "America/Los_Angeles"
        assert full_time(NOW) == "2026-11-22 22:30:00"
        assert moment(NOW) == "2026-11-22 22:30"
        assert short_date(NOW).endswith("11-23")
        user.time_zone = "no such zone"
        assert full_time(NOW) == "2026-11-23 14:30:00"


@pytest.mark.bar("S3")
def test_sessions_in_other_browsers_are_ended_one_or_all(login: Login) -> None:
    here, second, third = login(CLERK), login(CLERK), login(CLERK)
    page = here.get("/account/").get_data(as_text=True)
    keys = [part.split('"')[0] for part in page.split('name="key" value="')[1:]]
    assert len(keys) == 2
    end = "/account/sessions/end"
    assert post(here, end, form_on="/account/", data={"key": keys[0]}).status_code == 303
    alive = [client.get("/account/").status_code for client in (second, third)]
    assert sorted(alive) == [200, 302]
    assert post(here, "/account/sessions/end-others", form_on="/account/").status_code == 303
    assert [client.get("/account/").status_code for client in (here, second, third)] == [200, 302, 302]


@pytest.mark.bar("S3")
def test_nobody_ends_a_session_of_somebody_else(login: Login) -> None:
    mine, other, second = login(CLERK), login("beifang.clerk"), login("beifang.clerk")
    page = other.get("/account/").get_data(as_text=True)
    key = page.split('name="key" value="')[1].split('"')[0]
    for wrong in (key, "", "%", "x" * 20):
        answer = post(mine, "/account/sessions/end", form_on="/account/", data={"key": wrong})
        assert answer.status_code == 404
    assert second.get("/account/").status_code == 200


def test_the_login_history_shows_failures_and_successes(app: Flask, login: Login) -> None:
    with app.app_context():
        logins.attempt(CLERK, "Not-the-password-1", address="10.5.5.5", now=utc_now())
        logins.attempt("beifang.clerk", "Not-the-password-1", address="10.6.6.6", now=utc_now())
    page = login(CLERK).get("/account/").get_data(as_text=True)
    assert "10.5.5.5" in page
    assert "10.6.6.6" not in page
    assert "127.0.0.1" in page


@pytest.mark.function("6")
def test_customer_service_stands_on_its_page_before_and_after_login(
    app: Flask, client: FlaskClient, login: Login
) -> None:
    told = {
        "service_hotline": "0411-0000 0000（示例）",
        "service_groups": "QQ 群 100000001（示例）\nQQ 群 100000002（示例）",
        "service_hours": "工作日 8:30–17:30", "service_address": "大连市（示例）",
    }  # fmt: skip
    with app.app_context(), transaction():
        for row in db.session.scalars(select(SystemParameter).where(SystemParameter.name.in_(told))):
            row.value = told[row.name]
    for one in (client, login(CLERK)):
        page = one.get("/service/").get_data(as_text=True)
        assert all(line in page for text in told.values() for line in text.splitlines())
    assert 'href="/service/"' in client.get("/login/").get_data(as_text=True)
    assert 'href="/service/"' in login(CLERK).get("/").get_data(as_text=True)


def use_classes(app: Flask, days: str = "90") -> None:
    with app.app_context(), transaction():
        chosen = {"password_policy": "classes", "password_days": days}
        for row in db.session.scalars(select(SystemParameter).where(SystemParameter.name.in_(chosen))):
            row.value = chosen[row.name]


def test_a_parameter_switches_to_classes_and_expiry(app: Flask, login: Login) -> None:
    from app.services.doors import passwords

    with app.app_context():
        assert passwords.problems_of("tidal walnut lanterns", []) == []
        assert passwords.problems_of("1Qaz2wsx3edc!", []) == ["password_known"]
        assert passwords.problems_of("abcabcabcabc", []) == ["password_easy_to_guess"]
    assert login(CLERK).get("/account/").status_code == 200
    use_classes(app)
    with app.app_context():
        assert passwords.problems_of("tidal walnut lanterns", []) == ["password_too_simple"]
        with transaction():
            user = db.session.scalars(select(User).where(User.username == CLERK)).one()
            user.password_set_at = utc_now() - timedelta(days=91)
    client = login(CLERK)
    assert client.get("/").headers["Location"] == "/password/"
    sent = {"current": password(), "new": "Tidal-walnut 47 lanterns", "repeated": "Tidal-walnut 47 lanterns"}
    assert post(client, "/password/", data=sent).status_code == 302
    assert client.get("/").status_code == 200


def test_the_login_page_says_why_it_stands_before_the_page_that_was_asked_for(app: Flask) -> None:
    stranger = app.test_client()
    asked = stranger.get("/review/", follow_redirects=True).get_data(as_text=True)
    assert 'role="status"' in asked
    assert 'role="status"' not in stranger.get("/login/").get_data(as_text=True)
