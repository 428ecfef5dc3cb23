"""Importing declarations over HTTP: form, template, dry run, confirmation, and what is refused."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Any

import pytest

from app.extensions import db
from app.models import Declaration
from tests.factories import tables
from tests.support.forms import post

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")

ADDRESS = "/declarations/import"
HIDDEN = re.compile(r'name="(sha256|plan|organisation)" value="([^"]*)"')


def send(client: FlaskClient, data: bytes, **fields: Any) -> TestResponse:
    return post(client, ADDRESS, data={"file": (io.BytesIO(data), "table.xlsx"), **fields})


def test_a_clerk_fills_in_the_template_looks_at_the_dry_run_and_confirms(
    app: Flask, login: Callable[[str], FlaskClient]
) -> None:
    client = login("haian.clerk")
    assert 'href="/declarations/import"' in client.get("/declarations/").get_data(as_text=True)
    assert client.get(f"{ADDRESS}/template.xlsx").data.startswith(b"PK")
    shown = send(client, tables.declarations(tables.NUMBER)).get_data(as_text=True)
    assert tables.NUMBER in shown
    answer = post(client, f"{ADDRESS}/confirm", form_on=ADDRESS, data=dict(HIDDEN.findall(shown)))
    assert answer.status_code == 303
    with app.app_context():
        found = db.session.scalars(db.select(Declaration).where(Declaration.inspection_no == tables.NUMBER)).one()
        number = found.id
    assert client.get(f"/declarations/{number}?tab=history").status_code == 200


@pytest.mark.bar("S7")
def test_a_bomb_is_answered_with_a_sentence(login: Callable[[str], FlaskClient]) -> None:
    bomb = tables.with_parts(tables.declarations(tables.NUMBER), {"xl/worksheets/sheet1.xml": b" " * 30_000_000})
    answer = send(login("haian.clerk"), bomb)
    assert answer.status_code == 422
    assert "note bad" in answer.get_data(as_text=True)


def test_wrong_cells_are_listed_with_what_is_allowed(login: Callable[[str], FlaskClient]) -> None:
    row = tables.flat(destination_country="ATLANTIS")
    shown = send(login("haian.clerk"), tables.comma_separated([row])).get_data(as_text=True)
    assert "ATLANTIS" in shown
    assert 'aria-disabled="true"' in shown


def test_the_administrator_must_name_the_enterprise(login: Callable[[str], FlaskClient]) -> None:
    assert send(login("admin"), tables.told([tables.NUMBER])).status_code == 404
