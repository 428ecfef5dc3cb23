"""Users as the administrator of an enterprise manages them, and the timeline in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.extensions import db
from app.models import Organisation, User
from tests.support.forms import csrf_token, post

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")


def number_of(app: Flask, login: str) -> int:
    with app.app_context():
        return int(db.session.scalar(db.select(User.id).where(User.username == login)))


@pytest.mark.bar("S1")
@pytest.mark.function("5.2.3-a")
def test_an_enterprise_administrator_sees_the_users_of_his_enterprise_only(
    app: Flask, login: Callable[[str], FlaskClient]
) -> None:
    me, foreign = login("haian.admin"), number_of(app, "beifang.clerk")
    html = me.get("/users/?size=100").text
    assert "haian.clerk" in html
    assert "beifang" not in html
    assert "customs.0901" not in html
    for path in ("", "/edit", "/timeline"):
        assert me.get(f"/users/{foreign}{path}").status_code == 404
    for verb in ("lock", "unlock", "deregister", "reset-password"):
        answer = post(me, f"/users/{foreign}/{verb}", form_on="/users/")
        assert answer.status_code == 404


@pytest.mark.bar("S3")
@pytest.mark.function("5.2.3-b")
@pytest.mark.parametrize("verb", ["lock", "deregister", "reset-password"])
def test_an_enterprise_administrator_puts_his_own_clerk_out_at_once(
    app: Flask, login: Callable[[str], FlaskClient], verb: str
) -> None:
    me, clerk = login("haian.admin"), login("haian.clerk")
    page = f"/users/{number_of(app, 'haian.clerk')}"
    assert clerk.get("/declarations/").status_code == 200
    assert post(me, f"{page}/{verb}", form_on=page).status_code in (200, 303)
    assert clerk.get("/declarations/").status_code == 302


def test_an_enterprise_administrator_opens_no_account_elsewhere_and_gives_no_higher_role(
    app: Flask, login: Callable[[str], FlaskClient]
) -> None:
    me = login("haian.admin")
    with app.app_context():
        beifang = db.session.scalar(db.select(Organisation.id).where(Organisation.short_name.contains("北方")))
        haian = db.session.scalar(db.select(Organisation.id).where(Organisation.short_name.contains("海岸")))
    new = {
        "login": "haian.second", "last_name": "吴", "first_name": "桐（示例）", "email": "second@example.invalid",
        "phone": "", "locale": "zh_Hans", "country": "", "roles": ["enterprise_administrator"],
    }  # fmt: skip
    token = csrf_token(me, "/users/new")
    for wrong in ({"organisation_id": str(beifang)}, {"organisation_id": ""}, {"roles": ["system_administrator"]}):
        data = {**new, "organisation_id": str(haian), **wrong, "csrf_token": token}
        assert me.post("/users/new", data=data).status_code in (403, 422)
    assert me.post("/users/new", data={**new, "organisation_id": str(haian), "csrf_token": token}).status_code == 200


@pytest.mark.function("5.2.1-c")
def test_the_operation_history_names_fields_and_values_in_words(
    app: Flask, login: Callable[[str], FlaskClient]
) -> None:
    admin, page = login("admin"), f"/users/{number_of(app, 'haian.clerk')}"
    post(admin, f"{page}/lock", form_on=page)
    rows = admin.get("/operation-history/?table=ab_user").text
    assert "session_epoch" not in rows
    newest = rows[rows.index("<tbody>") :]
    number = newest[newest.index("/operation-history/") + len("/operation-history/") :].split('"')[0]
    html = admin.get(f"/operation-history/{number}").text
    assert "<del>启用</del>" in html or "<del>有效</del>" in html or "<del>正常</del>" in html
    assert "session_epoch" not in html
