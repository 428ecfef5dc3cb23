"""A list as an Excel workbook, written row by row in bounded memory; no cell opens as a formula or link."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import IO, Any

import xlsxwriter

from app.reports.list_sheet import ListSheet, clean

#: What Excel can hold: rows of a sheet, less head and notes; characters of a cell; characters of a sheet's name.
MAX_ROWS = 1_048_576 - 10
MAX_TEXT = 32_767
MAX_NAME = 31
#: From here on Excel's numbers lose digits, so such a number stands as text.
EXACT = 10**15
MAX_WIDTH = 60

_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write(sheet: ListSheet, file: IO[bytes]) -> int:
    """Write the workbook into a file and return the number of rows."""
    book = xlsxwriter.Workbook(file, _OPTIONS)
    page = book.add_worksheet(_name(sheet.title))
    bold = book.add_format({"bold": True, "bottom": 1})
    for number, head in enumerate(sheet.heads):
        page.set_column(number, number, min(head.width, MAX_WIDTH))
        page.write_string(0, number, clean(head.label), bold)
    page.freeze_panes(1, 0)
    written = 0
    for row in sheet.rows:
        if written >= sheet.limit:
            page.write_string(written + 1, 0, clean(sheet.cut_note))
            break
        written += 1
        for number, value in enumerate(row):
            _cell(page, written, number, value)
    if sheet.heads and written:
        page.autofilter(0, 0, written, len(sheet.heads) - 1)
    book.close()
    return written


def _cell(page: Any, row: int, column: int, value: Any) -> None:
    if _is_number(value):
        page.write_number(row, column, value)
        return
    text = clean(value)
    if text:
        page.write_string(row, column, text if len(text) <= MAX_TEXT else f"{text[: MAX_TEXT - 1]}…")


def _is_number(value: Any) -> bool:
    """Tell whether Excel can hold the value as a number without losing digits."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return False
    return math.isfinite(value) and abs(float(value)) < EXACT


def _name(title: str) -> str:
    r"""Return a sheet name that Excel takes: without []:*?/\\ and not longer than it allows."""
    kept = "".join(" " if letter in "[]:*?/\\'" else letter for letter in clean(title))
    return kept.strip()[:MAX_NAME] or "1"
