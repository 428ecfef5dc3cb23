"""Code lists: a CSV file each under codes/, plus countries and currencies from CLDR."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from app.catalogue import countries, currencies
from app.catalogue.errors import CatalogueError
from app.catalogue.yaml_reading import read_yaml

_COLUMNS = ("code", "zh", "en")


@dataclass(frozen=True, kw_only=True)
class Code:
    """One entry of a code list; `extra` holds the file's further columns."""

    code: str
    zh: str
    en: str
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CodeList:
    """An ordered list of codes with its title."""

    key: str
    zh: str
    en: str
    entries: tuple[Code, ...]

    @cached_property
    def _by_code(self) -> dict[str, Code]:
        return {entry.code: entry for entry in self.entries}

    def get(self, code: str) -> Code | None:
        """Return the entry of a code, or None."""
        return self._by_code.get(code)

    def name(self, code: str, language: str) -> str | None:
        """Return the name of a code ("zh" or else English), or None when the list does not have it."""
        entry = self._by_code.get(code)
        if entry is None:
            return None
        return entry.zh if language.startswith("zh") else entry.en


def load_codes(folder: Path) -> dict[str, CodeList]:
    """Read every code list of a folder; raises CatalogueError with the file and the reason."""
    entries = {path.stem: _read(path) for path in sorted(folder.glob("*.csv"))}
    entries["countries"] = _named(countries.codes(), countries.name)
    entries["currencies"] = _named(currencies.codes(), currencies.name)
    titles = _titles(folder / "lists.yaml")
    for key in entries.keys() ^ titles.keys():
        raise CatalogueError(folder / "lists.yaml", f"{key} must stand here and be a code list, not only one of both")
    return {key: CodeList(key, *titles[key], entries=found) for key, found in entries.items()}


def _titles(path: Path) -> dict[str, tuple[str, str]]:
    data = read_yaml(path)
    if not isinstance(data, Mapping):
        raise CatalogueError(path, "it must name each code list with its titles")
    titles: dict[str, tuple[str, str]] = {}
    for key, title in data.items():
        if not isinstance(title, Mapping) or set(title) != {"zh", "en"}:
            raise CatalogueError(path, f"{key}: it needs a title in zh and en, nothing else")
        titles[str(key)] = (str(title["zh"]), str(title["en"]))
    return titles


def _named(codes: Iterable[str], name: Callable[[str, str], str | None]) -> tuple[Code, ...]:
    return tuple(Code(code=c, zh=name(c, "zh") or c, en=name(c, "en") or c) for c in codes)


def _read(path: Path) -> tuple[Code, ...]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        if tuple(reader.fieldnames or ())[:3] != _COLUMNS:
            raise CatalogueError(path, f"the first columns must be {', '.join(_COLUMNS)}")
        entries = tuple(_entry(row, path) for row in reader)
    for code, count in Counter(entry.code for entry in entries).items():
        if count > 1:
            raise CatalogueError(path, f"the code {code} stands twice")
    return entries


def _entry(row: Mapping[str, str | None], path: Path) -> Code:
    values = {key: (value or "").strip() for key, value in row.items() if key}
    if None in row or not all(values.get(column) for column in _COLUMNS):
        raise CatalogueError(path, f"a row is incomplete or too long: {', '.join(values.values())}")
    extra = {key: value for key, value in values.items() if key not in _COLUMNS}
    return Code(code=values["code"], zh=values["zh"], en=values["en"], extra=extra)
