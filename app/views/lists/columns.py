"""Columns of a list: what a row shows, how it is set, what it is sorted by."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from app.models.base import Model
from app.reports.list_sheet import Cell
from app.views.lists.errors import refuse
from app.views.lists.interface import DataColumn
from app.views.words.codings import CODINGS
from app.views.words.columns import CATALOGUE, Kind, label_of
from app.views.words.label import Label
from app.views.words.writing import written

#: widths in characters, for Excel and PDF
WIDTHS: dict[str, int] = {
    "number": 10,
    "official": 20,
    "day": 12,
    "moment": 17,
    "second": 20,
    "status": 10,
    "yes_no": 8,
}


#: says colour and label of a state
Chip: TypeAlias = Callable[[Any], tuple[str, str]]
#: reads a cell off a row of the model that the list shows, whichever it is
Reader: TypeAlias = Callable[[Any], Any]


def chips(colours: Mapping[str, str], labels: Mapping[str, Label]) -> Chip:
    """Return what says colour and label of a state; one without a colour of its own is muted."""
    return lambda value: (colours.get(value, "mute"), str(labels.get(value, value)))


@dataclass(frozen=True, kw_only=True)
class Column:
    """Declare a column; `value` reads it off a row (default: the attribute named `key`, its code in words).

    label, kind, coding  as the catalogue has them for the key, unless others are given here
    wording              which of the catalogue's wordings the head shows
    kind  "official" numbers keep their direction in right-to-left pages; "number" is end-aligned
    sort  what the database orders by; a column without it cannot be sorted by
    chip  colour and label of a value, for states
    """

    key: str
    label: Label = ""
    wording: str = ""
    value: Reader | None = None
    sort: DataColumn | None = None
    kind: Kind | None = None
    coding: str | None = None
    is_chosen: bool = True
    is_link: bool = False
    width: int | None = None
    chip: Chip | None = None

    def __post_init__(self) -> None:
        """Take from the catalogue what is not given."""
        named = CATALOGUE.get(self.key)
        is_unnamed = isinstance(self.label, str) and not self.label
        given = {"label": None if is_unnamed else self.label, "kind": self.kind, "coding": self.coding}
        if named is None:
            known: dict[str, Label] = {"label": self.key, "kind": "text", "coding": ""}
        else:
            known = {"label": label_of(self.key, self.wording), "kind": named.kind, "coding": named.coding}
        for name, value in given.items():
            object.__setattr__(self, name, known[name] if value is None else value)

    def of(self, row: Model) -> Cell:
        """Return the value of a row in its own type; a code in words, unless it shows as a chip."""
        if self.value:
            found: Cell = self.value(row)
            return found
        value: Cell = getattr(row, self.key)
        return CODINGS[self.coding](value) if self.coding and not self.chip else value

    def text(self, row: Model) -> str:
        """Return the value of a row as the page writes it."""
        value = self.of(row)
        return self.chip(value)[1] if self.chip else written(value, self.kind or "text")

    def exported(self, row: Model) -> Cell:
        """Return the value of a row as an export holds it: numbers stay numbers, all else is text."""
        value = self.of(row)
        return value if self.kind == "number" and not isinstance(value, bool) else self.text(row)

    @property
    def characters(self) -> int:
        """Return the width in characters, for exports."""
        return self.width or WIDTHS.get(self.kind or "text", 24)


def chosen(columns: Sequence[Column], remembered: Sequence[str] | None) -> tuple[Column, ...]:
    """Return the columns that a reader has chosen, in the list's order; the list's own choice without one."""
    keys = remembered if isinstance(remembered, list) else [column.key for column in columns if column.is_chosen]
    found = tuple(column for column in columns if column.key in keys)
    return found or tuple(column for column in columns if column.is_chosen)


@dataclass(frozen=True)
class Order:
    """What the rows are sorted by; `column` None is the list's own order, the newest first."""

    column: Column | None = None
    is_descending: bool = True

    @classmethod
    def read(cls, text: str, columns: Sequence[Column]) -> Order:
        """Read `sort=name` or `sort=-name`; raises BadArgumentError for a column that cannot be sorted by."""
        if not text:
            return cls()
        key = text.removeprefix("-")
        for column in columns:
            if column.key == key and column.sort is not None:
                return cls(column, text.startswith("-"))
        raise refuse("sort", text)

    @property
    def text(self) -> str:
        """Write the order as an argument."""
        return f"{'-' if self.is_descending else ''}{self.column.key}" if self.column else ""

    def turned(self, column: Column) -> str:
        """Return the argument that a click on this column's head gives."""
        is_current = self.column is not None and self.column.key == column.key
        return f"-{column.key}" if is_current and not self.is_descending else column.key

    def direction(self, column: Column) -> str | None:
        """Return the aria-sort of a column's head, or None when the list is not sorted by it."""
        if self.column is None or self.column.key != column.key:
            return None
        return "descending" if self.is_descending else "ascending"
