"""Passwords on their page: a parameter switches to classes and expiry."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import SystemParameter, User
from app.models.base import utc_now
from app.services.base.transaction import transaction
from app.services.demo.demo import password
from tests.support.forms import post

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")


Login = Callable[..., "FlaskClient"]


CLERK = "haian.clerk"


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
