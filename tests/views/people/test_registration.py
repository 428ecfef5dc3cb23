"""Registration: an enterprise asks, an administrator decides, the first user works; the number told later (2.2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select

from app.extensions import db
from app.models import Registration, User
from tests.support.forms import log_in, post
from tests.support.history import faults

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

pytestmark = pytest.mark.function("2.2")


PASSWORD = "Tidal-walnut 47 lanterns"


FIELDS = {
    "name": "大连新港食品有限公司（示例）", "name_en": "DALIAN XINGANG FOODS (EXAMPLE)",
    "credit_code": "91210200MA0DEM99XU",
    "inspection_registration_no": "2100600999", "contact_name": "马跃（示例）", "contact_phone": "0411-5550999",
    "post_code": "116001", "street_address": "大连市港湾路 9 号", "login": "xingang.ma", "last_name": "马",
    "first_name": "跃（示例）", "email": "xingang.ma@example.invalid", "phone": "0411-5550998", "password": PASSWORD,
    "repeated": PASSWORD,
}  # fmt: skip


def send(client: FlaskClient, **changed: str) -> Any:
    return post(client, "/registration/", data={**FIELDS, **changed})


def waiting(app: Flask) -> Registration:
    with app.app_context():
        return db.session.scalars(select(Registration)).one()


def test_an_enterprise_registers_is_approved_and_its_first_user_does_both_jobs(
    app: Flask, client: FlaskClient, login: Callable[[str], FlaskClient]
) -> None:
    assert send(client).status_code == 200
    row, admin = waiting(app), login("admin")
    assert FIELDS["name"] in admin.get("/registrations/").get_data(as_text=True)
    assert "/registrations/" in admin.get("/").get_data(as_text=True)
    path = f"/registrations/{row.id}"
    post(admin, f"{path}/approve", form_on=path, data={"version": row.version})
    first = log_in(app.test_client(), FIELDS["login"], PASSWORD)
    home = first.get("/").get_data(as_text=True)
    assert "/certificates/" in home
    assert first.get("/enterprise/").status_code == 200
    with app.app_context():
        user = db.session.scalars(select(User).where(User.username == FIELDS["login"])).one()
        assert sorted(role.name for role in user.roles) == ["clerk", "enterprise_administrator"]
        assert (user.organisation.credit_code, user.organisation.path[-1]) == (FIELDS["credit_code"], "/")
        assert db.session.scalars(select(Registration.password)).one() is None
        assert faults(app) == []


def test_until_the_decision_the_applicant_logs_in_and_sees_only_the_state(app: Flask, client: FlaskClient) -> None:
    send(client)
    later = app.test_client()
    answer = post(later, "/login/", data={"username": FIELDS["login"].upper(), "password": PASSWORD})
    assert answer.headers["Location"] == "/registration/state"
    assert FIELDS["name"] in later.get("/registration/state").get_data(as_text=True)
    assert later.get("/").status_code == 302
    assert later.get("/account/").status_code == 302
    wrong = post(app.test_client(), "/login/", data={"username": FIELDS["login"], "password": "Not-the-password-1"})
    assert wrong.status_code == 401


def test_the_secret_reference_shows_the_state_and_a_rejection_says_why(
    app: Flask, client: FlaskClient, login: Callable[[str], FlaskClient]
) -> None:
    page = send(client).get_data(as_text=True)
    reference = page.split('<output><bdi dir="ltr" class="num">')[1].split("<")[0]
    row, admin = waiting(app), login("admin")
    path = f"/registrations/{row.id}/reject"
    assert post(admin, path, data={"version": row.version, "reason": " "}).status_code == 422
    assert post(admin, path, data={"version": row.version, "reason": "信用代码与营业执照不符"}).status_code == 303
    stranger = app.test_client()
    assert FIELDS["name"] not in stranger.get("/registration/state").get_data(as_text=True)
    assert post(stranger, "/registration/state", data={"reference": "x" * 20}).status_code == 422
    assert post(stranger, "/registration/state", data={"reference": f" {reference} "}).status_code == 303
    assert "信用代码与营业执照不符" in stranger.get("/registration/state").get_data(as_text=True)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"credit_code": "91210200MA0DEM013J"}, "credit_code"),
        ({"inspection_registration_no": "2100600118"}, "inspection_registration_no"),
        ({"login": "haian.clerk"}, "login"),
        ({"credit_code": "123"}, "credit_code"),
        ({"inspection_registration_no": "12"}, "inspection_registration_no"),
        ({"login": "A b"}, "login"),
        ({"email": "nowhere"}, "email"),
        ({"password": "short", "repeated": "short"}, "password"),
        ({"password": "password123456", "repeated": "password123456"}, "password"),
        ({"repeated": "something else"}, "repeated"),
        ({"name": ""}, "name"),
    ],
    ids=str,
)
def test_what_cannot_be_is_said_at_its_field_and_everything_typed_stays(
    app: Flask, client: FlaskClient, changed: dict[str, str], field: str
) -> None:
    answer = send(client, **changed)
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert f'aria-describedby="{field}-note" aria-invalid="true"' in page
    assert FIELDS["contact_name"] in page
    assert PASSWORD not in page
    with app.app_context():
        assert db.session.scalar(select(func.count(Registration.id))) == 0


def test_an_address_that_somebody_has_is_told_to_the_administrator_alone(
    app: Flask, client: FlaskClient, login: Callable[[str], FlaskClient]
) -> None:
    assert send(client, email="haian.clerk@example.invalid").status_code == 200
    row, admin = waiting(app), login("admin")
    assert 'class="note warn"' in admin.get(f"/registrations/{row.id}").get_data(as_text=True)
    post(admin, f"/registrations/{row.id}/approve", form_on=f"/registrations/{row.id}", data={"version": row.version})
    assert waiting(app).state == "pending"
