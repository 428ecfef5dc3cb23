"""Printing records of customs: imported after a dry run, refused with their cells."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook

from app.extensions import db
from app.models import CustomsPrint
from app.services.statistics import totals
from tests.support.forms import post

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient


@pytest.fixture
def admin(login: Callable[[str], FlaskClient]) -> FlaskClient:
    return login("admin")


def _workbook(*rows: tuple[Any, ...]) -> io.BytesIO:
    book = Workbook()
    book.active.append(("关区代码", "证单编号", "收单日期"))  # type: ignore[union-attr]
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


@pytest.mark.function("5.9.3")
def test_printing_records_are_imported_after_a_dry_run(app: Flask, admin: FlaskClient) -> None:
    form_on = "/customs-prints/import"
    file = _workbook(("0901", "EX-1", date(2026, 11, 2)), ("0908", "EX-2", "2026-11-03"))
    html = post(admin, form_on, form_on=form_on, data={"file": (file, "a.xlsx")}).text
    found = re.search(r'name="sha256" value="(\w+)"', html)
    assert found is not None
    with app.app_context():
        assert db.session.query(CustomsPrint).count() == 0
    post(admin, "/customs-prints/import/confirm", form_on=form_on, data={"sha256": found.group(1)})
    with app.app_context():
        assert db.session.query(CustomsPrint).count() == 2
        assert totals.verify() == []


@pytest.mark.function("5.9.3")
def test_a_file_with_wrong_cells_says_which_and_imports_nothing(app: Flask, admin: FlaskClient) -> None:
    form_on = "/customs-prints/import"
    file = _workbook(("9999", "EX-1", "yesterday"), ("0901", "", "2026-11-03"))
    html = post(admin, form_on, form_on=form_on, data={"file": (file, "a.xlsx")}).text
    assert "9999" in html
    assert "yesterday" in html
    assert post(admin, form_on, form_on=form_on, data={"file": (io.BytesIO(b"a;b\n1;2"), "a.csv")}).status_code == 422
