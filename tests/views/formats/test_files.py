"""Formats as files on the screen: saved, taken in again, and refused with the place."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest

from app.services.formats import copies as format_copies
from tests.factories import applications as factory
from tests.support.forms import post

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")


@pytest.fixture
def admin(login: Callable[[str], FlaskClient]) -> FlaskClient:
    return login("admin")


def _id(app: Flask, code: str) -> int:
    with app.app_context():
        factory.act_as("admin")
        return next(row.id for row in format_copies.every() if row.code == code)


def _send(client: FlaskClient, path: str, data: dict[str, Any]) -> Any:
    return post(client, path, form_on="/formats/upload", data=data)


@pytest.mark.function("5.6-edit")
def test_a_format_is_saved_as_a_file_and_taken_in_again(admin: FlaskClient, app: Flask) -> None:
    file = admin.get(f"/formats/{_id(app, 'c3-1')}/file").data
    renamed = file.replace(b"code: c3-1", b"code: c3-8")
    answer = _send(admin, "/formats/upload", {"file": (io.BytesIO(renamed), "c3-8.yaml")})
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith(f"/formats/{_id(app, 'c3-8')}/editor")


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (b"nothing", "缺少有效的格式代码"),
        (b"\xff\xfe", "UTF-8"),
        (b"code: c3-1\ntitle_zh: [x\nfields: {", "文件第 3 行第"),
        (b"code: c3-1\ncode: c3-2", "文件第 2 行第"),
    ],
)
def test_a_file_that_is_no_format_is_refused_with_the_place(admin: FlaskClient, file: bytes, told: str) -> None:
    refused = _send(admin, "/formats/upload", {"file": (io.BytesIO(file), "x.yaml")})
    assert refused.status_code == 400
    assert told in refused.text
