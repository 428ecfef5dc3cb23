"""Exports of lists: the page or the whole list, in the reader's columns, to Excel and PDF."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook

from app.views.screens import LISTS as VIEWS

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient

#: The lists of the document types are one class: where much is asked of each, two of them stand for all.
KINDS = [*VIEWS[:1], *VIEWS[10:]]


each_kind = pytest.mark.parametrize("view", KINDS, ids=lambda view: view.__name__)


every_list = pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.__name__)


@pytest.fixture
def admin(login: Callable[[str], FlaskClient]) -> FlaskClient:
    return login("admin")


def address(view: Any) -> str:
    return f"{view.route_base}/"


@every_list
@pytest.mark.function("5.2.1-d")
def test_page_and_whole_list_are_exported_to_excel_in_the_readers_columns(admin: FlaskClient, view: Any) -> None:
    for reach in ("page", "all"):
        answer = admin.get(f"{address(view)}export/xlsx?reach={reach}&size=20")
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-store"
        rows = list(load_workbook(io.BytesIO(answer.data)).active.values)
        assert len(rows[0]) == len([column for column in view.columns if column.is_chosen])


@pytest.mark.function("5.2.1-d")
@pytest.mark.parametrize("name", ["ParametersView", "VeterinaryHealthListView"])
def test_a_list_is_exported_to_pdf(admin: FlaskClient, name: str) -> None:
    view = next(view for view in VIEWS if view.__name__ == name)
    answer = admin.get(f"{address(view)}export/pdf?reach=all")
    assert answer.data.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"].startswith("attachment")


@each_kind
def test_an_unknown_kind_or_reach_of_an_export_does_not_exist(admin: FlaskClient, view: Any) -> None:
    assert admin.get(f"{address(view)}export/exe").status_code == 404
    assert admin.get(f"{address(view)}export/xlsx?reach=galaxy").status_code == 404
