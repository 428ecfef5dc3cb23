"""The timeline of a user on its page: in words and in tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.extensions import db
from app.models import User
from tests.support.forms import log_in, post

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")


def number_of(app: Flask, login: str) -> int:
    with app.app_context():
        return int(db.session.scalar(db.select(User.id).where(User.username == login)))


@pytest.mark.function("5.2.3-c")
def test_the_timeline_is_in_words_and_in_tabs(app: Flask, login: Callable[[str], FlaskClient]) -> None:
    admin, page = login("admin"), f"/users/{number_of(app, 'haian.clerk')}"
    log_in(app.test_client(), "haian.clerk")
    post(admin, f"{page}/lock", form_on=page)
    html = admin.get(f"{page}/timeline").text
    assert html.index("锁定") < html.rindex("<time")
    assert "active" not in html
    assert admin.get(f"{page}/timeline?kind=login").text.count("<time") >= 1
    assert admin.get(f"{page}/timeline?kind=emperor&page=99").status_code == 200
