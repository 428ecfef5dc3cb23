"""Publishing on its screen: what is new, a reason, and the version in the list."""

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
