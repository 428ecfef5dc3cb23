"""Rows that the documents of an application share: what is saved in one document, written into another one."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.domain.document.content import Row
from app.domain.document.fields import is_blank
from app.domain.document.shapes import FormatShape

#: The groups that come from the goods themselves; treatments and results belong to one document.
SHARED_GROUPS = ("goods_lines", "containers")


@dataclass(frozen=True)
class Move:
    """Say where a row of the saved document stood before: `origin` is its former number, None for a new row."""

    origin: int | None
    row: Row


def shared_columns(one: FormatShape, other: FormatShape, group: str) -> frozenset[str]:
    """Return the columns of a group that the applicant fills in in both formats."""
    return _own_columns(one, group) & _own_columns(other, group)


def moves(before: Sequence[Row], after: Sequence[Row], origins: Sequence[int | None]) -> list[Move]:
    """Return the saved rows with their origins, and behind them the rows that the saved document could not show.

    A row without any cell in this document (all of its cells belong to other documents) is not in its form, so
    that a form which does not send it has not deleted it.
    """
    seen: set[int] = set()
    found: list[Move] = []
    for at, row in enumerate(after):
        origin = origins[at] if at < len(origins) else None
        is_known = origin is not None and 0 <= origin < len(before) and origin not in seen
        found.append(Move(origin if is_known else None, row))
        if is_known and origin is not None:
            seen.add(origin)
    return found + [Move(at, row) for at, row in enumerate(before) if at not in seen and is_blank(row)]


def written(
    found: Sequence[Move], before: Sequence[Row], other: Sequence[Row], columns: Collection[str], *, keeps_rest: bool
) -> list[Row]:
    """Return the other document's rows after the save: shared cells as saved, its own cells as they were.

    keeps_rest  rows of the other document that belong to none of the saved one stay at the end
    """
    partners = _partners(before, other, columns)
    rows: list[Row] = []
    for move in found:
        at = partners.get(move.origin) if move.origin is not None else None
        own = {key: text for key, text in other[at].items() if key not in columns} if at is not None else {}
        rows.append({**own, **{key: text for key, text in move.row.items() if key in columns}})
    if not keeps_rest:
        return rows
    used = set(partners.values())
    return [*rows, *(row for number, row in enumerate(other) if number not in used and not is_blank(row))]


def _partners(before: Sequence[Row], other: Sequence[Row], columns: Collection[str]) -> dict[int, int]:
    """Return which of the other's rows belongs to which: the same number, else the first that says the same."""
    if len(before) == len(other):
        return {number: number for number in range(len(before))}
    free = list(range(len(other)))
    found: dict[int, int] = {}
    for number, row in enumerate(before):
        match = next((at for at in free if _shared(other[at], columns) == _shared(row, columns)), None)
        if match is not None:
            free.remove(match)
            found[number] = match
    return found


def _own_columns(fmt: FormatShape, group: str) -> frozenset[str]:
    return frozenset(c.key for c in fmt.columns if c.group == group and c.entered_by == "applicant")


def _shared(row: Row, columns: Collection[str]) -> dict[str, str]:
    return {key: text for key, text in row.items() if key in columns and text.strip()}
