"""The page of the own enterprise: its number is told there and comes by approval."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import Organisation, Registration
from tests.support.forms import csrf_token, post

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask
    from flask.testing import FlaskClient

pytestmark = pytest.mark.function("2.2")


def waiting(app: Flask) -> Registration:
    with app.app_context():
        return db.session.scalars(select(Registration)).one()


def test_an_enterprise_adds_its_number_later_and_gets_its_menu_by_approval(
    app: Flask, login: Callable[[str], FlaskClient], now: datetime
) -> None:
    mine, admin = login("xiaogang.admin"), login("admin")
    home = mine.get("/").get_data(as_text=True)
    assert 'href="/enterprise/"' in home
    assert "/overseas-users/" not in home
    assert post(mine, "/enterprise/number", form_on="/enterprise/", data={"number": "12"}).status_code == 422
    assert post(mine, "/enterprise/number", form_on="/enterprise/", data={"number": "2100600118"}).status_code == 422
    assert post(mine, "/enterprise/number", form_on="/enterprise/", data={"number": "2100600777"}).status_code == 303
    assert "/enterprise/number" not in mine.get("/enterprise/").get_data(as_text=True)
    assert "/overseas-users/" not in mine.get("/").get_data(as_text=True)
    row = waiting(app)
    token = csrf_token(admin, f"/registrations/{row.id}")
    admin.post(f"/registrations/{row.id}/approve", data={"csrf_token": token, "version": row.version})
    assert "/overseas-users/" in mine.get("/").get_data(as_text=True)
    with app.app_context():
        found = db.session.scalars(
            select(Organisation.inspection_registration_no).where(Organisation.credit_code == "91210600MA0DEM03XR")
        ).one()
        assert found == "2100600777"
