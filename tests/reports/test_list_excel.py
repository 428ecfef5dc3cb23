"""Exports: nothing opens as a formula, numbers stay numbers, memory stays bounded, long lists say so."""

from __future__ import annotations

import io
import tracemalloc
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from app.reports import list_excel
from app.reports.list_sheet import ColumnHead, ListSheet, clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FORMULAS = (
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", '=HYPERLINK("http://example.invalid")', "=cmd|'/c calc'!A0", "\t=1+1",
    "\r=1+1", " =1+1", "＝1+1", "{=1+1}", "http://example.invalid/", "mailto:a@example.invalid", "_x003D_1+1",
    "'=1+1", "%0A=1", "1e5", "007", "226000004178628", "1/2", "TRUE",
)  # fmt: skip


def sheet(rows: Iterable[Sequence[Any]], *, columns: int = 1, limit: int = 1000, title: str = "List") -> ListSheet:
    heads = [ColumnHead(f"Column {number}", 20) for number in range(columns)]
    return ListSheet(title=title, heads=heads, rows=rows, limit=limit, cut_note="cut here")


def cells(made: ListSheet) -> list[tuple[Any, ...]]:
    file = io.BytesIO()
    list_excel.write(made, file)
    file.seek(0)
    return list(load_workbook(file).active.iter_rows(min_row=2))


@pytest.mark.bar("S7")
@pytest.mark.parametrize("text", FORMULAS)
def test_no_text_opens_as_a_formula_link_or_number(text: str) -> None:
    ((cell,),) = cells(sheet([[text]]))
    assert cell.data_type in ("s", "inlineStr")
    assert cell.hyperlink is None
    assert unescape(cell.value).strip() == clean(text).strip()


@pytest.mark.bar("S7")
@pytest.mark.parametrize("number", [0, 7, -3, 2.5, Decimal("12.30"), 10**14])
def test_numbers_stay_numbers(number: Any) -> None:
    ((cell,),) = cells(sheet([[number]]))
    assert cell.data_type == "n"
    assert cell.value == pytest.approx(float(number))


@pytest.mark.parametrize("number", [10**15, 10**18, float("nan"), float("inf"), True])
def test_what_excel_cannot_hold_as_a_number_is_text(number: Any) -> None:
    ((cell,),) = cells(sheet([[number]]))
    assert cell.data_type in ("s", "inlineStr")
    assert cell.value == str(number)


@pytest.mark.bar("S7")
def test_control_characters_are_removed_and_line_breaks_stay() -> None:
    ((cell,),) = cells(sheet([["a\x00b\x07c\x1f\ud800\ufffe\nd"]]))
    assert cell.value == "abc\nd"


def test_a_text_beyond_excels_limit_is_cut_with_a_mark() -> None:
    ((cell,),) = cells(sheet([["长" * 40_000]]))
    assert len(cell.value) == list_excel.MAX_TEXT
    assert cell.value.endswith("…")


@pytest.mark.parametrize("title", ["[a]:b*?/\\'", "", "长" * 50, "'"])
def test_every_title_makes_a_sheet_name(title: str) -> None:
    assert cells(sheet([["x"]], title=title))[0][0].value == "x"


def test_a_longer_list_says_where_it_was_cut() -> None:
    rows = cells(sheet(([n] for n in range(50)), limit=10))
    assert len(rows) == 11
    assert rows[-1][0].value == "cut here"


@pytest.mark.bar("P4")
def test_an_export_takes_the_same_memory_however_long_the_list() -> None:
    def peak(count: int) -> int:
        tracemalloc.start()
        list_excel.write(sheet((["文本", n] for n in range(count)), columns=2, limit=10**6), io.BytesIO())
        _now, found = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return found

    peak(10)
    assert peak(8_000) < peak(1_000) + 3_000_000
