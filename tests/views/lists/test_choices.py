"""Choices of a list: remembered until they are reset, and taken with the form's token only."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from app.extensions import db
from app.models import User
from app.views.lists.query import DateRange
from app.views.screens import LISTS as VIEWS
from tests.support.forms import post

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

#: The lists of the document types are one class: where much is asked of each, two of them stand for all.
KINDS = [*VIEWS[:1], *VIEWS[10:]]


each_kind = pytest.mark.parametrize("view", KINDS, ids=lambda view: view.__name__)


@pytest.fixture
def admin(login: Callable[[str], FlaskClient]) -> FlaskClient:
    return login("admin")


def address(view: Any) -> str:
    return f"{view.route_base}/"


def sample(app: Flask, field: Any) -> dict[str, str]:
    """Return a value that a query field understands."""
    if isinstance(field, DateRange):
        return {field.first: "2026-01-01", field.last: "2026-12-31"}
    if hasattr(field, "choices"):
        with app.test_request_context(), app.app_context():
            choices = list(field.pairs())
        return {field.name: choices[0][0]}
    return {field.name: "2260%_'\""}


@pytest.mark.function("5.2.1-b")
@pytest.mark.bar("U10")
@each_kind
def test_a_query_is_remembered_until_it_is_reset(app: Flask, admin: FlaskClient, view: Any) -> None:
    if not view.query:
        pytest.skip("this list has no query row")
    asked = sample(app, view.query[0])
    home = f"{address(view)}?size=20"
    answer = post(admin, f"{address(view)}query", form_on=home, data=asked)
    assert answer.status_code == 303
    assert all(name in answer.headers["Location"] for name in asked)
    name, value = next(iter(asked.items()))
    again = admin.get(address(view)).text
    assert f'name="{name}"' in again
    assert "&#34;" in again or f'value="{value}"' in again
    answer = post(admin, f"{address(view)}query", form_on=home, data={**asked, "reset": "yes"})
    # a list that begins with a query of its own says by an argument that nothing is asked
    assert answer.headers["Location"].partition("?")[0].endswith(address(view))
    with app.app_context():
        user = db.session.scalar(db.select(User).where(User.username == "admin"))
        assert "query" not in user.preferences["lists"][view.screen]


@each_kind
@pytest.mark.bar("U10")
def test_columns_and_page_size_are_remembered(admin: FlaskClient, view: Any) -> None:
    key = view.columns[0].key
    home = f"{address(view)}?size=20"
    data = {"columns": [key], "size": "50", "kept": "sort=nonsense&evil=1"}
    answer = post(admin, f"{address(view)}arrange", form_on=home, data=data)
    assert answer.status_code == 303
    assert "evil" not in answer.headers["Location"]
    exported = admin.get(f"{address(view)}export/xlsx")
    rows = list(load_workbook(io.BytesIO(exported.data)).active.values)
    assert len(rows[0]) == 1


@each_kind
def test_choices_are_only_taken_with_the_forms_token(admin: FlaskClient, view: Any) -> None:
    assert admin.post(f"{address(view)}query", data={"x": "1"}).status_code == 400
    assert admin.post(f"{address(view)}arrange", data={"size": "50"}).status_code == 400
