"""Compare two versions of rows: which rows came, went or changed, and in which columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Literal

from app.domain.json_values import JsonValue

Row = Mapping[str, JsonValue]


@dataclass(frozen=True, kw_only=True)
class RowChange:
    """Hold one changed row.

    number   the row's number from 1, among the new rows; of a removed one, among the old
    row      the whole row that came or went
    cells    column → old and new value of a row that stayed
    """

    kind: Literal["added", "removed", "changed"]
    number: int
    row: Row = field(default_factory=dict)
    cells: Mapping[str, tuple[JsonValue, JsonValue]] = field(default_factory=dict)


def row_changes(old: Sequence[Row], new: Sequence[Row]) -> Iterator[RowChange]:
    """Yield what changed, in the order of the rows; a row that only moved on is no change."""
    matcher = SequenceMatcher(None, [_key(row) for row in old], [_key(row) for row in new], autojunk=False)
    for operation, start, end, new_start, new_end in matcher.get_opcodes():
        if operation == "equal":
            continue
        before, after = old[start:end], new[new_start:new_end]
        for offset, (one, other) in enumerate(zip(before, after, strict=False)):
            yield RowChange(kind="changed", number=new_start + offset + 1, cells=_cells(one, other))
        shared = min(len(before), len(after))
        for offset, row in enumerate(before[shared:]):
            yield RowChange(kind="removed", number=start + shared + offset + 1, row=row)
        for offset, row in enumerate(after[shared:]):
            yield RowChange(kind="added", number=new_start + shared + offset + 1, row=row)


def _cells(old: Row, new: Row) -> dict[str, tuple[JsonValue, JsonValue]]:
    columns = dict.fromkeys([*old, *new])
    return {name: (old.get(name), new.get(name)) for name in columns if (old.get(name) or "") != (new.get(name) or "")}


def _key(row: Row) -> str:
    return repr(sorted((name, value) for name, value in row.items() if value not in (None, "")))
