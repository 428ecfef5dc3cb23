"""What the rules ask when they need the name of a code: the catalogue or the dictionaries answer."""

from __future__ import annotations

from typing import Protocol


class Naming(Protocol):
    """Name countries and codes in a language ("zh", "en" …)."""

    def country(self, code: str, language: str) -> str | None:
        """Return the name of a country by its alpha-3 code, or None when there is no such country."""

    def code(self, list_name: str, code: str, language: str) -> str | None:
        """Return the name of a code of a list, or None when the list does not have it."""
