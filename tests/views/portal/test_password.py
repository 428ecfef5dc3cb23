"""A one-time password of an official is replaced first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import User
from app.services.base.transaction import transaction
from tests.support.forms import post
from tests.support.portal import HOME, enter

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

    Login = Callable[[str], FlaskClient]

KOREA, OF_HAIAN = "overseas.kor", "overseas.jpn"


def _set(app: Flask, username: str, **columns: Any) -> None:
    with app.app_context(), transaction():
        user = db.session.scalars(select(User).where(User.username == username)).one()
        for name, value in columns.items():
            setattr(user, name, value)


@pytest.mark.function("5.7-login")
def test_a_one_time_password_is_replaced_first(app: Flask) -> None:
    _set(app, KOREA, needs_password_change=True)
    client = enter(app, KOREA)
    assert client.get(HOME).headers["Location"] == "/overseas/password/"
    from app.services.demo.demo import password

    typed = {"current": password(), "new": "abc", "repeated": "abc"}
    short = post(client, "/overseas/password/", data=typed)
    assert short.status_code == 422
    assert "추측하기 어려운 10자 이상" in short.get_data(as_text=True)
    typed = {"current": password(), "new": "password1234", "repeated": "password1234"}
    assert "너무 쉽게 추측할 수 있는" in post(client, "/overseas/password/", data=typed).get_data(as_text=True)
    typed = {"current": password(), "new": "Volga-heron-1954", "repeated": "Volga-heron-1954"}
    assert post(client, "/overseas/password/", data=typed).headers["Location"] == HOME
    assert client.get(HOME).status_code == 200
