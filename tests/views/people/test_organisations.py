"""Organisations on their screen: a tree that moves with everything below it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from app.extensions import db
from app.models import DictionaryEntry, Notice, Organisation, SystemParameter
from app.views.screens import LISTS as VIEWS
from tests.support.forms import post

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")


#: view → its model, what a new record is made of, what is changed about it, and where its name stands
CRUD: dict[str, tuple[Any, dict[str, Any], dict[str, Any], str]] = {
    "ParametersView": (
        SystemParameter,
        {"name": "office_hours", "value": "9–17", "remark": "示例"},
        {"value": "8–18"},
        "name",
    ),
    "NoticesView": (
        Notice,
        {"title": "维护（示例）", "text": "今晚", "roles": ["clerk"], "valid_from": "2026-11-23", "valid_to": ""},
        {"text": "明晚"},
        "title",
    ),
    "OrganisationsView": (
        Organisation,
        {
            "name": "大连新港食品有限公司（示例）", "short_name": "新港（示例）", "parent_id": "1",
            "kind": "enterprise",
            "status": "active", "credit_code": "91210200MA0DEM999X", "position": "5",
        },
        {"contact_name": "李明（示例）"},
        "name",
    ),
    "DictionariesView": (
        DictionaryEntry,
        {"dictionary_id": "1", "code": "Z9", "name_zh": "示例", "name_en": "EXAMPLE", "position": "5",
         "is_enabled": "y"},
        {"name_zh": "示例二"},
        "code",
    ),
}  # fmt: skip


@pytest.fixture
def admin(login: Callable[[str], FlaskClient]) -> FlaskClient:
    return login("admin")


def base(name: str) -> str:
    return next(view.route_base for view in VIEWS if view.__name__ == name)


def hidden(html: str, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', html)
    assert found, name
    return found.group(1)


def edit(client: FlaskClient, name: str, number: int, data: dict[str, Any], form: str | None = None) -> TestResponse:
    """Send the form of a record as the page `form` (default: as it is now) shows it, with some fields changed."""
    path = f"{base(name)}/{number}/edit"
    html = form or client.get(path).text
    versions = {key: hidden(html, key) for key in ("version", "seen")}
    return post(client, path, data={**CRUD[name][1], **versions, **data})


def children(app: Flask, path: str) -> list[str]:
    with app.app_context():
        return list(db.session.scalars(db.select(Organisation.path).where(Organisation.path.startswith(path))))


@pytest.mark.function("5.2.4-a")
def test_an_organisation_moves_with_everything_below_it_and_never_below_itself(app: Flask, admin: FlaskClient) -> None:
    with app.app_context():
        by_code = {row.customs_code: row for row in db.session.scalars(db.select(Organisation))}
        district, harbour = by_code["0900"], by_code["0901"]
        enterprise = db.session.scalar(db.select(Organisation).where(Organisation.kind == "enterprise"))
        ids = (district.id, harbour.id, enterprise.id, enterprise.path)
        form = {"name": district.name, "kind": "customs", "status": "active", "customs_code": "0900", "position": "1"}
    form = {**dict.fromkeys(CRUD["OrganisationsView"][1], ""), **form}
    below_itself = edit(admin, "OrganisationsView", ids[0], {**form, "parent_id": str(ids[1])})
    assert below_itself.status_code == 422
    assert edit(admin, "OrganisationsView", ids[0], {**form, "parent_id": str(ids[2])}).status_code == 303
    assert f"{ids[3]}{ids[0]}/{ids[1]}/" in children(app, ids[3])


@pytest.mark.function("5.2.4-a")
@pytest.mark.parametrize("row", ["haian", "platform", "district"])
def test_an_organisation_that_something_belongs_to_is_not_deleted(app: Flask, admin: FlaskClient, row: str) -> None:
    wanted = {
        "haian": Organisation.short_name.contains("海岸"),
        "platform": Organisation.kind == "platform",
        "district": Organisation.customs_code == "0900",
    }[row]
    with app.app_context():
        found = db.session.scalar(db.select(Organisation).where(wanted))
        number, version = found.id, found.version
    page = f"/organisations/{number}"
    answer = post(admin, f"{page}/delete", form_on=page, data={"version": version}, follow_redirects=True)
    assert 'class="note bad"' in answer.text
    with app.app_context():
        assert db.session.get(Organisation, number) is not None


def test_the_tree_is_a_tree_for_assistive_programs(admin: FlaskClient) -> None:
    html = admin.get("/organisations/").text
    assert html.count('role="tree"') == 1
    assert html.count('role="treeitem"') >= 7
    assert html.count('aria-selected="true"') == 1
    assert len(re.findall(r'role="treeitem"[^>]*tabindex="0"', html)) == 1
    found = admin.get("/organisations/1?find=0908").text
    assert "<mark>" in found
