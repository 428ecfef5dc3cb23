"""Rows pasted from a spreadsheet, with and without a line of headings."""

from __future__ import annotations

from app.catalogue.loader import catalogue
from app.views.certificates.wizard_paste import pasted_rows

COLUMNS = [column for column in catalogue().formats["c3-1"].columns if column.group == "goods_lines"]
FIRST, SECOND = COLUMNS[:2]


def test_headings_say_which_column_is_which() -> None:
    text = f"{SECOND.en} *\t{FIRST.zh}\nFrozen fish\t冻鱼\n\t\n"
    assert pasted_rows(text, COLUMNS) == [{FIRST.key: "冻鱼", SECOND.key: "Frozen fish"}]


def test_without_headings_the_order_says_it() -> None:
    assert pasted_rows("冻鱼\tFrozen fish\n冻虾\t\n", COLUMNS) == [
        {FIRST.key: "冻鱼", SECOND.key: "Frozen fish"},
        {FIRST.key: "冻虾"},
    ]


def test_nothing_pasted_is_no_row() -> None:
    assert pasted_rows(" \n\t\n", COLUMNS) == []
