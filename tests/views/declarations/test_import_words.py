"""What a column of an import allows, and what is wrong with a cell."""

from __future__ import annotations

import pytest

from app.domain.imports.files import CellError
from app.views.declarations.import_words import Words, told
from tests.factories.import_layouts import LAYOUT, field

pytestmark = [
    pytest.mark.one_database(reason="words and shape of pages; no query of its own"),
    pytest.mark.usefixtures("english"),
]


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("inspection_no", "15 digits, of your own enterprise"),
        ("goods_lines.line_no", "a whole number"),
        ("goods_lines.weight", "a number with at most 2 decimal places"),
        ("note", "at most 20 characters"),
        ("no_such_column", ""),
    ],
)
def test_a_column_says_what_it_allows(path: str, allowed: str) -> None:
    words = Words(LAYOUT)
    assert allowed in words.allowed(path)
    assert bool(words.allowed(path)) is bool(allowed)


def test_a_list_of_codes_is_named_with_its_first_ones() -> None:
    said = Words(LAYOUT).rule(field("unit", "code", code_list="units"))
    assert "001 sets" in said
    assert said.endswith("…")


def test_the_explaining_sheet_has_a_line_a_column() -> None:
    heads, *lines = Words(LAYOUT).notes()
    assert heads == ("Worksheet", "Column", "Required", "Allowed")
    assert len(lines) == sum(len(table.fields) for table in (LAYOUT.header, *LAYOUT.tables))
    assert lines[0][:3] == ("Declaration", "Inspection no.", "yes")


def test_an_error_says_where_it_is_and_what_is_allowed() -> None:
    error = CellError(sheet="Goods", row=3, column="goods_lines.weight", value="x", code="required", params={})
    (line,) = told(LAYOUT, [error])
    assert (line.place, line.column, line.value, line.wrong) == ("Goods, row 3", "Weight", "x", "Fill this in.")
