"""The columns of an import file: which fields belong to which table, and which heading means which field."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.domain.document.shapes import NamedShape

#: between a table's name and a field's in the headings of a file that is one flat table
DOT = "·"


class ImportedShape(NamedShape, Protocol):
    """What the rules read of a field in declaration.yaml."""

    @property
    def key(self) -> str: ...
    @property
    def kind(self) -> str: ...
    @property
    def max_length(self) -> int | None: ...
    @property
    def decimals(self) -> int | None: ...
    @property
    def required(self) -> bool: ...
    @property
    def code_list(self) -> str | None: ...
    @property
    def options(self) -> tuple[str, ...]: ...
    @property
    def items(self) -> str | None: ...


@dataclass(frozen=True, kw_only=True)
class ImportTable:
    """Hold the fields of one table: the header, or rows that belong to it."""

    key: str
    zh: str
    en: str
    fields: Sequence[ImportedShape]
    is_needed: bool = False

    def field(self, key: str) -> ImportedShape | None:
        """Return a field by its key, or None."""
        return next((one for one in self.fields if one.key == key), None)


@dataclass(frozen=True, kw_only=True)
class ImportLayout:
    """Hold the tables of a kind of import.

    number   the key of the number that every row carries
    items    group of items → its fields, for cells that hold a list
    notes    names of sheets that only explain
    """

    number: str
    header: ImportTable
    tables: Sequence[ImportTable] = ()
    items: Mapping[str, Sequence[ImportedShape]]
    notes: frozenset[str] = frozenset()

    def table(self, name: str) -> ImportTable:
        """Return the table that a sheet of this name holds: rows by their name, the header otherwise."""
        plain = name.strip().casefold()
        for table in self.tables:
            if plain in (table.key.casefold(), table.zh.casefold(), table.en.casefold()):
                return table
        return self.header

    def field(self, path: str) -> ImportedShape | None:
        """Return the field that `goods_lines.hs_code` or `inspection_no` names, or None."""
        head, _, key = path.rpartition(".")
        table = next((one for one in self.tables if one.key == head), self.header)
        return table.field(key)


def headings(layout: ImportLayout, table: ImportTable) -> Mapping[str, str]:
    """Return heading → path for a sheet of one table; the header's sheet may hold everything (one flat table)."""
    known: dict[str, str] = {}
    if table is layout.header:
        for rows in layout.tables:
            for field in rows.fields:
                for name in (f"{rows.zh}{DOT}{field.zh}", f"{rows.en}{DOT}{field.en}", f"{rows.key}.{field.key}"):
                    known[_plain(name)] = f"{rows.key}.{field.key}"
    prefix = "" if table is layout.header else f"{table.key}."
    for field in table.fields:
        for name in (field.zh, field.en, field.key):
            known[_plain(name)] = f"{prefix}{field.key}"
    number = layout.header.field(layout.number)
    if number is not None:
        known |= dict.fromkeys(map(_plain, (number.zh, number.en, number.key)), number.key)
    return known


def read_heading(known: Mapping[str, str], text: str) -> str | None:
    """Return the path that a heading means, or None when it means nothing; a star for "required" does not count."""
    return known.get(_plain(text))


def _plain(text: str) -> str:
    joined = "".join(text.replace("*", " ").replace("＊", " ").split()).casefold()
    return joined.replace("（", "(").replace("）", ")").replace("／", "/")
