"""The columns of an import file: tables by their sheets, fields by their headings."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.imports.layout import ImportLayout, ImportTable, headings, read_heading
from tests.factories.import_layouts import GOODS, HEADER, LAYOUT


@pytest.mark.parametrize("name", ["goods_lines", " Goods ", "货物", "GOODS"])
def test_a_sheet_of_rows_is_found_by_any_of_its_names(name: str) -> None:
    assert LAYOUT.table(name) is GOODS


def test_any_other_sheet_is_the_header() -> None:
    assert LAYOUT.table("Sheet1") is HEADER


@pytest.mark.parametrize(
    ("path", "key"),
    [("goods_lines.weight", "weight"), ("country", "country"), ("nonsense.country", "country"), ("nonsense", None)],
)
def test_a_field_is_named_by_its_table_and_key(path: str, key: str | None) -> None:
    field: Any = LAYOUT.field(path)
    assert (field and field.key) == key


@pytest.mark.parametrize(
    ("heading", "path"),
    [
        ("报检号 *", "inspection_no"), ("Inspection No.", "inspection_no"), ("目的国（地区）", "country"),
        ("目的国(地区)＊", "country"), ("Country ／ Region", "country"), ("货物·重量", "goods_lines.weight"),
        ("goods·weight", "goods_lines.weight"), ("GOODS_LINES.WEIGHT", "goods_lines.weight"),
        ("weight", None), ("货物.重量", None),
    ],
)  # fmt: skip
def test_one_flat_sheet_names_tables_and_fields(heading: str, path: str | None) -> None:
    assert read_heading(headings(LAYOUT, HEADER), heading) == path


@pytest.mark.parametrize(
    ("heading", "path"),
    [
        ("重量", "goods_lines.weight"), ("Weight", "goods_lines.weight"), ("inspection_no", "inspection_no"),
        ("报检号", "inspection_no"), ("country", None), ("货物·重量", None),
    ],
)  # fmt: skip
def test_a_sheet_of_rows_names_its_own_fields_and_the_number(heading: str, path: str | None) -> None:
    assert read_heading(headings(LAYOUT, GOODS), heading) == path


def test_a_table_is_not_needed_unless_it_says_so() -> None:
    assert not ImportTable(key="containers", zh="集装箱", en="Containers", fields=()).is_needed


def test_a_layout_whose_number_is_no_field_of_its_header_has_headings_too() -> None:
    nameless = ImportLayout(number="serial", header=HEADER, items={})
    assert read_heading(headings(nameless, HEADER), "note") == "note"
