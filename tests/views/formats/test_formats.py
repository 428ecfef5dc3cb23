"""The screens of formats: query, editor, publishing, comparing, files."""

from __future__ import annotations

import io
import json
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


def _definition(app: Flask, pk: int) -> tuple[dict[str, Any], int]:
    with app.app_context():
        factory.act_as("admin")
        row = format_copies.find(pk)
        return row.definition, row.version


@pytest.mark.function("5.6-query")
@pytest.mark.parametrize(
    ("query", "found"),
    [({"code": "c3-1"}, {"c3-1"}), ({"type": "18"}, {"c5-1"}), ({"code": "c3", "type": "18"}, set())],
)
def test_formats_are_found_by_their_code_and_document_type(
    admin: FlaskClient, query: dict[str, str], found: set[str]
) -> None:
    page = admin.get("/formats/", query_string=query).get_data(as_text=True)
    shown = {code for code in ("c3-1", "c5-1", "c7-1", "general") if f">{code}<" in page}
    assert shown == found


@pytest.mark.bar("S12")
@pytest.mark.parametrize(
    "sent", ["", "[]", "{", "null", '{"a": "\\u0000"}', '{"a": "\\ud800"}', '{"a": NaN}', "[" * 5000]
)
@pytest.mark.parametrize("where", ["/formats/faults", "/formats/sheet", "/formats/form"])
def test_what_is_no_definition_is_refused(admin: FlaskClient, where: str, sent: str) -> None:
    assert _send(admin, where, {"definition": sent}).status_code == 400


def test_half_a_definition_says_what_is_missing_and_is_drawn_as_far_as_it_goes(admin: FlaskClient, app: Flask) -> None:
    definition, _version = _definition(app, _id(app, "c3-1"))
    half = json.dumps({**definition, "layout": {}})
    told = _send(admin, "/formats/faults", {"definition": half}).get_json()
    assert [fault["place"] for fault in told["faults"]] == ["layout.blocks"]
    assert not told["isDrawn"]
    assert _send(admin, "/formats/sheet", {"definition": half}).status_code == 200


@pytest.mark.bar("U8")
def test_an_old_version_is_told_with_what_the_other_saved(admin: FlaskClient, app: Flask) -> None:
    pk = _id(app, "c3-1")
    definition, version = _definition(app, pk)
    sent = {"definition": json.dumps({**definition, "title_en": "MINE"}), "version": version}
    first = _send(admin, f"/formats/{pk}/definition", sent)
    assert first.get_json() == {"version": version + 1, "isChanged": True}
    second = _send(admin, f"/formats/{pk}/definition", {**sent, "definition": json.dumps(definition)})
    assert second.status_code == 409
    assert second.get_json()["definition"]["title_en"] == "MINE"


@pytest.mark.function("5.6-publish")
def test_publishing_shows_what_is_new_asks_for_a_reason_and_lists_the_version(admin: FlaskClient, app: Flask) -> None:
    pk = _id(app, "c3-1")
    definition, version = _definition(app, pk)
    changed = json.dumps({**definition, "title_en": "NEW TITLE"})
    _send(admin, f"/formats/{pk}/definition", {"definition": changed, "version": version})
    assert "NEW TITLE" in admin.get(f"/formats/{pk}/publish").get_data(as_text=True)
    wanted = {"version": version + 1, "effective_date": "", "reason": ""}
    assert _send(admin, f"/formats/{pk}/publish", wanted).status_code == 422
    assert _send(admin, f"/formats/{pk}/publish", {**wanted, "reason": "改标题"}).status_code == 303
    assert "改标题" in admin.get(f"/formats/{pk}").get_data(as_text=True)
    page = admin.get(f"/formats/{pk}/compare?old=1&new=2").get_data(as_text=True)
    assert "NEW TITLE" in page
    assert admin.get(f"/formats/{pk}/compare?old=7&new=2").status_code == 404


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
