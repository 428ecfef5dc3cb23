"""Lists as CSV: Excel recognises the letters, nothing opens as a formula, and a cut list says so."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest

from app.reports import list_csv
from app.reports.list_sheet import ColumnHead, ListSheet


def written(*rows: tuple[Any, ...], limit: int = 10) -> tuple[int, list[list[str]]]:
    """Write a list and return the number of rows that it told, and what a reader finds."""
    sheet = ListSheet(title="List", heads=[ColumnHead("名称", 20)], rows=rows, limit=limit, cut_note="cut here")
    file = io.BytesIO()
    count = list_csv.write(sheet, file)
    assert file.getvalue().startswith(b"\xef\xbb\xbf")
    return count, list(csv.reader(io.StringIO(file.getvalue().decode("utf-8-sig"))))


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", " =1+1", "\t=1", "＝1"])
def test_no_text_opens_as_a_formula(text: str) -> None:
    assert written((text,))[1][1] == [f"'{text}"]


def test_numbers_stay_numbers_and_empty_cells_empty() -> None:
    assert written((-1.5,), (7,), (None,), ("冻鱼",)) == (4, [["名称"], ["-1.5"], ["7"], [""], ["冻鱼"]])


def test_a_list_that_is_cut_says_so() -> None:
    assert written(("a",), ("b",), ("c",), limit=2) == (2, [["名称"], ["a"], ["b"], ["cut here"]])
