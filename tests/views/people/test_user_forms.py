"""Accounts in their forms: opened, changed, locked and found by administrators; stale forms are refused."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from app.extensions import db
from app.models import OperationRecord, Organisation, User
from tests.support.forms import log_in, post

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")


@pytest.fixture
def admin(login: Callable[[str], FlaskClient]) -> FlaskClient:
    return login("admin")


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, name
    return found.group(1)


def user_id(app: Flask, username: str) -> int:
    with app.app_context():
        return int(db.session.scalar(db.select(User.id).where(User.username == username)))


def user_form(client: FlaskClient, number: int, **changed: Any) -> dict[str, Any]:
    """Return the form of a user as its page shows it, with some fields changed."""
    html = client.get(f"/users/{number}/edit").text
    data: dict[str, Any] = {}
    for name in ("last_name", "first_name", "email", "phone"):
        found = re.search(rf'<input[^>]*name="{name}"[^>]*value="([^"]*)"', html)
        data[name] = found.group(1) if found else ""
    for name in ("organisation_id", "locale", "country"):
        block = re.search(rf'<select[^>]*name="{name}".*?</select>', html, re.DOTALL)
        chosen = re.search(r'<option selected value="([^"]*)"', block.group(0)) if block else None
        data[name] = chosen.group(1) if chosen else ""
    data["roles"] = re.findall(r'name="roles" value="([^"]+)" checked', html)
    state = re.search(r'name="state" value="([^"]*)"', html)
    data["state"] = state.group(1).replace("&#34;", '"') if state else ""
    return {**data, "seen": hidden(html, "seen"), **changed}


NEW_USER = {
    "login": "haian.second", "last_name": "吴", "first_name": "桐（示例）", "email": "second@example.invalid",
    "phone": "", "locale": "zh_Hans", "country": "", "roles": ["clerk"],
}  # fmt: skip


@pytest.mark.function("5.2.3-b")
def test_an_account_is_opened_with_a_password_shown_once_and_works(app: Flask, admin: FlaskClient) -> None:
    with app.app_context():
        haian = db.session.scalar(db.select(Organisation.id).where(Organisation.short_name.contains("海岸")))
    answer = post(admin, "/users/new", data={**NEW_USER, "organisation_id": str(haian)})
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"]
    password = re.search(r"<output>.*?>([^<]+)<", answer.text).group(1)
    assert log_in(app.test_client(), "haian.second", password)
    with app.app_context():
        user = db.session.scalar(db.select(User).where(User.username == "haian.second"))
        assert user.needs_password_change
        recorded = db.session.scalars(db.select(OperationRecord).where(OperationRecord.table_name == "ab_user"))
        assert all(password not in str(record.changes) for record in recorded)


@pytest.mark.function("5.2.3-b")
def test_an_account_s_roles_are_changed_and_count_at_the_next_request(app: Flask, admin: FlaskClient) -> None:
    number = user_id(app, "haian.clerk")
    clerk = log_in(app.test_client(), "haian.clerk")
    assert clerk.get("/certificates/quality/").status_code == 200
    data = user_form(admin, number, roles=["enterprise_administrator"])
    assert post(admin, f"/users/{number}/edit", data=data).status_code == 303
    assert clerk.get("/certificates/quality/").status_code == 403


@pytest.mark.bar("U8")
def test_a_stale_user_form_is_refused_and_keeps_what_was_typed(app: Flask, admin: FlaskClient) -> None:
    number = user_id(app, "haian.clerk")
    mine = user_form(admin, number, phone="111")
    post(admin, f"/users/{number}/edit", data=user_form(admin, number, phone="222"))
    refused = post(admin, f"/users/{number}/edit", data=mine)
    assert refused.status_code == 409
    assert "<ins>222</ins>" in refused.text
    assert 'value="111"' in refused.text


@pytest.mark.function("5.2.3-b")
@pytest.mark.parametrize("verb", ["lock", "deregister", "reset-password"])
def test_a_locked_deregistered_or_reset_account_is_out_at_once(app: Flask, admin: FlaskClient, verb: str) -> None:
    number = user_id(app, "haian.clerk")
    clerk = log_in(app.test_client(), "haian.clerk")
    page = f"/users/{number}"
    assert f'action="{page}/{verb}"' in admin.get(page).text
    post(admin, f"{page}/{verb}", form_on=page)
    assert clerk.get("/certificates/quality/").status_code in (302, 401)


@pytest.mark.function("5.2.3-b")
def test_a_locked_account_is_unlocked(app: Flask, admin: FlaskClient) -> None:
    page = f"/users/{user_id(app, 'haian.clerk')}"
    post(admin, f"{page}/lock", form_on=page)
    post(admin, f"{page}/unlock", form_on=page)
    assert log_in(app.test_client(), "haian.clerk")


def test_the_own_account_cannot_be_locked_or_given_other_roles(app: Flask, admin: FlaskClient) -> None:
    number = user_id(app, "admin")
    page = f"/users/{number}"
    post(admin, f"{page}/lock", form_on=page)
    data = user_form(admin, number, roles=["clerk"])
    assert post(admin, f"{page}/edit", data=data).status_code == 409
    assert admin.get("/users/").status_code == 200


@pytest.mark.function("5.2.3-a")
def test_users_are_found_by_name_state_organisation_and_day(app: Flask, admin: FlaskClient) -> None:
    with app.app_context():
        haian = db.session.scalar(db.select(Organisation.id).where(Organisation.short_name.contains("海岸")))
    html = admin.get(f"/users/?organisation={haian}&size=100").text
    assert "haian.clerk" in html
    assert "beifang.clerk" not in html
    assert "haian.clerk" not in admin.get("/users/?status=locked").text
    assert "haian.clerk" in admin.get("/users/?username=haian").text
    assert "haian.clerk" not in admin.get("/users/?from=2020-01-01&to=2020-01-02").text
