"""Files in the portal: a scan is shown with who uploaded it, and to nobody else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import User
from app.services.base.transaction import transaction
from tests.factories import files
from tests.support.portal import enter, search
from tests.support.uploads import upload

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

    Login = Callable[[str], FlaskClient]

KOREA, OF_HAIAN = "overseas.kor", "overseas.jpn"


def _text(client: FlaskClient, path: str, **options: Any) -> str:
    answer = client.get(path, **options)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.get_data(as_text=True)


def _set(app: Flask, username: str, **columns: Any) -> None:
    with app.app_context(), transaction():
        user = db.session.scalars(select(User).where(User.username == username)).one()
        for name, value in columns.items():
            setattr(user, name, value)


@pytest.mark.function("5.7-search")
def test_a_scan_is_shown_with_who_uploaded_it_and_to_nobody_else(app: Flask, login: Login) -> None:
    _set(app, OF_HAIAN, country=None)
    upload(login("haian.clerk"), "PAPER-2019-0001", (files.pdf(), "scan.pdf"))
    client = enter(app, OF_HAIAN)
    assert search(client, "PAPER-2019-0001").status_code == 303
    page = _text(client, "/overseas/documents/PAPER-2019-0001")
    assert "林海（示例）" in page
    assert "スキャンのみ" in page
    source = re.search(r'<iframe class="paper" src="([^"#]+)', page)
    assert source
    assert client.get(source.group(1)).data.startswith(b"%PDF")
    other = enter(app, KOREA)
    assert search(other, "PAPER-2019-0001").status_code == 404
    assert other.get(source.group(1)).status_code == 404
