"""A list on its way out of the system: title, heads, rows; Excel and PDF are made of the same one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeAlias

#: What neither XML nor a reader can do anything with: control characters, lone surrogates, non-characters.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


#: a row as a database gives it
Record: TypeAlias = tuple["Cell", ...]
#: what a cell can hold
Cell: TypeAlias = "str | bool | int | float | Decimal | date | Iterable[Cell] | None"


@dataclass(frozen=True)
class ColumnHead:
    """The head of a column and its width in characters."""

    label: str
    width: int
    is_number: bool = False


@dataclass(frozen=True, kw_only=True)
class ListSheet:
    """Hold a list; `rows` may be a generator and is read once.

    limit     how many rows are written; a further row makes `cut_note` appear instead
    """

    title: str
    heads: Sequence[ColumnHead]
    rows: Iterable[Sequence[Cell]]
    note: str = ""
    cut_note: str = ""
    limit: int


def clean(value: Cell) -> str:
    """Return a value as printable text; tabs stay, and line breaks, all written alike."""
    text = "" if value is None else str(value)
    if text.isprintable():
        return text
    return _UNPRINTABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
