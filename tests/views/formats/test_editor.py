"""The editor of formats: half a definition is drawn, none is refused, an old version is told."""

from __future__ import annotations

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
    answer = _send(admin, "/formats/sheet", {"definition": half})
    assert (answer.status_code, "message" in answer.get_json()["error"]) == (422, True)


@pytest.mark.bar("D2")
@pytest.mark.function("5.6-edit")
def test_the_sheet_of_what_is_edited_is_drawn_with_its_boxes(admin: FlaskClient, app: Flask) -> None:
    definition, _version = _definition(app, _id(app, "c3-1"))
    drawn = _send(admin, "/formats/sheet", {"definition": json.dumps(definition), "page": "1"}).get_json()
    assert drawn["data"].startswith("<svg")
    assert {"consignor", "consignee"} <= {box["key"] for box in drawn["boxes"]}
    next(field for field in definition["fields"] if field["key"] == "consignee")["zh"] = "换了名称"
    changed = _send(admin, "/formats/sheet", {"definition": json.dumps(definition)}).get_json()
    assert changed["data"] != drawn["data"]


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
