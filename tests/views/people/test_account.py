"""My account and customer service: profile, language, theme, time zone, sessions, logins, whom to ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import User
from app.models.base import utc_now
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
