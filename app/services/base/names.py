"""Names behind codes, from the dictionaries first and the catalogue second, for printing and for lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Row, select

from app.catalogue import countries
from app.catalogue.loader import catalogue
from app.domain.json_values import JsonObject
from app.extensions import db
from app.models import Dictionary, DictionaryEntry

#: code, Chinese name, English name, further columns, whether it is enabled
_Entry = Row[str, str, str, JsonObject, bool]


class Names:
    """Look names up; keeps what it has read, so make one for each request or document."""

    def __init__(self) -> None:
        self._lists: dict[str, Mapping[str, _Entry]] = {}

    def country(self, code: str, language: str) -> str | None:
        """Return a country's name by its alpha-3 code."""
        return countries.name(code, language)

    def code(self, code_list: str, code: str, language: str) -> str | None:
        """Return the name of a code; None where neither dictionary nor catalogue knows it."""
        entry = self._entries(code_list).get(code)
        if entry is not None:
            name: str = entry.name_en or entry.name_zh if language == "en" else entry.name_zh
            return name
        known = catalogue().codes.get(code_list)
        return known.name(code, language) if known else None

    def column(self, code_list: str, code: str, key: str) -> str | None:
        """Return a further column of a code (short_zh, city_en …)."""
        entry = self._entries(code_list).get(code)
        found = entry.extra.get(key) if entry is not None else None
        return None if found is None else str(found)

    def codes(self, code_list: str) -> list[str]:
        """Return the enabled codes in the dictionary's order."""
        return [code for code, entry in self._entries(code_list).items() if entry.is_enabled]

    def choices(self, code_list: str, language: str) -> Sequence[tuple[str, str]]:
        """Return the enabled codes with their names, in the dictionary's order."""
        return [(code, self.code(code_list, code, language) or code) for code in self.codes(code_list)]

    def customs(self, code: str, language: str) -> str:
        """Write an office as the lists do: `[0901] - 大连港湾`, or `[211900]` when it has no name (manual 5.9.2)."""
        name = self.column("customs", code, "short_zh") if language != "en" else None
        name = name or self.code("customs", code, language)
        return f"[{code}] - {name}" if name else f"[{code}]" if code else ""

    def _entries(self, code_list: str) -> Mapping[str, _Entry]:
        if code_list not in self._lists:
            entry = DictionaryEntry
            rows = db.session.execute(
                select(entry.code, entry.name_zh, entry.name_en, entry.extra, entry.is_enabled)
                .join(Dictionary)
                .where(Dictionary.code == code_list)
                .order_by(DictionaryEntry.position, DictionaryEntry.code)
            )
            self._lists[code_list] = {row.code: row for row in rows}
        return self._lists[code_list]
