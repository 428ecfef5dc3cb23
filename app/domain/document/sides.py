"""Who enters what: the applicant's and customs' parts of a document's values and rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.domain.document.content import Row
from app.domain.document.shapes import FormatShape, Side

Rows = Mapping[str, Sequence[Row]]


def value_keys(fmt: FormatShape, side: Side) -> frozenset[str]:
    """Return the keys of the values that a side enters."""
    return frozenset(field.key for field in fmt.fields if field.entered_by == side)


def columns_of(fmt: FormatShape, group: str, side: Side) -> frozenset[str]:
    """Return the columns of a group of rows that a side enters."""
    return frozenset(c.key for c in fmt.columns if c.group == group and c.entered_by == side)


def applicants_rows(fmt: FormatShape, rows: Rows, *, kept: Rows) -> dict[str, list[dict[str, str]]]:
    """Return rows as the applicant wrote them, with customs' cells of `kept` for the rows that stayed the same.

    A result belongs to the test it was found in: a row that the applicant changed loses what customs entered into it.
    """
    return {group: _with_customs(fmt, group, found, kept.get(group, ())) for group, found in rows.items()}


def _with_customs(fmt: FormatShape, group: str, rows: Sequence[Row], kept: Sequence[Row]) -> list[dict[str, str]]:
    customs = columns_of(fmt, group, "customs")
    if not customs:
        return [dict(row) for row in rows]
    waiting = [(_without(row, customs), _only(row, customs)) for row in kept]
    written = []
    for row in rows:
        own = _without(row, customs)
        match = next((pair for pair in waiting if pair[0] == own), None)
        if match is not None:
            waiting.remove(match)
        written.append({**own, **(match[1] if match else {})})
    return written


def _without(row: Row, keys: frozenset[str]) -> dict[str, str]:
    return {key: text for key, text in row.items() if key not in keys and (text or "").strip()}


def _only(row: Row, keys: frozenset[str]) -> dict[str, str]:
    return {key: text for key, text in row.items() if key in keys}
