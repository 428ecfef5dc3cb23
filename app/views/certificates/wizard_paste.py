"""Rows pasted from a spreadsheet: tab-separated text, with or without a line of headings."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from app.catalogue.schema import RowColumn
from app.domain.document.kinds import normalised


def pasted_rows(text: str, columns: Sequence[RowColumn]) -> list[dict[str, str]]:
    """Return the rows of a pasted text; columns go by their headings when the first line has them, else by order."""
    lines = [line for line in csv.reader(io.StringIO(text), delimiter="\t") if any(cell.strip() for cell in line)]
    if not lines:
        return []
    named = [_named(heading, columns) for heading in lines[0]]
    if sum(column is not None for column in named) * 2 > len(lines[0]):
        return [_row(line, named) for line in lines[1:]]
    return [_row(line, list(columns)) for line in lines]


def _named(heading: str, columns: Sequence[RowColumn]) -> RowColumn | None:
    wanted = heading.strip().rstrip("*").strip().lower()
    return next((c for c in columns if wanted in {c.key, c.zh.lower(), c.en.lower(), f"{c.zh} {c.en}".lower()}), None)


def _row(line: Sequence[str], columns: Sequence[RowColumn | None]) -> dict[str, str]:
    return {
        column.key: normalised(column.kind, cell)
        for column, cell in zip(columns, line, strict=False)
        if column is not None and cell.strip()
    }
