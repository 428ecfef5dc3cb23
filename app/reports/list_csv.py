"""A list as CSV, written row by row; no cell opens as a formula in a spreadsheet."""

from __future__ import annotations

import csv
import io
from typing import IO

from app.reports.list_sheet import Cell, ListSheet, clean

MAX_ROWS = 1_000_000
#: What spreadsheets take for the beginning of a formula.
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")


def write(sheet: ListSheet, file: IO[bytes]) -> int:
    """Write the list into a file, as UTF-8 that Excel recognises, and return the number of rows."""
    text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([_cell(head.label) for head in sheet.heads])
    written = 0
    for row in sheet.rows:
        if written >= sheet.limit:
            writer.writerow([_cell(sheet.cut_note)])
            break
        writer.writerow([_cell(value) for value in row])
        written += 1
    text.detach()
    return written


def _cell(value: Cell) -> Cell:
    """Return numbers as they are, and text that would open as a formula with the apostrophe that keeps it text."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    text = clean(value)
    return f"'{text}" if text.lstrip(" \n").startswith(FORMULA_SIGNS) or text.startswith("\t") else text
