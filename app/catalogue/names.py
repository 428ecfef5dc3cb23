"""Name codes and countries in a language, from the packaged catalogue."""

from __future__ import annotations

from collections.abc import Mapping

from app.catalogue import countries, currencies
from app.catalogue.codes import CodeList


class CatalogueNames:
    """Look names up; it is what domain rules take as `names`."""

    def __init__(self, codes: Mapping[str, CodeList]) -> None:
        self._codes = codes

    def country(self, code: str, language: str) -> str | None:
        """Return the name of a country by its alpha-3 code, or None when there is no such country."""
        return countries.name(code, language)

    def code(self, list_name: str, code: str, language: str) -> str | None:
        """Return the name of a code of a list, or None when the list does not have it."""
        if list_name == "countries":
            return countries.name(code, language)
        if list_name == "currencies":
            return currencies.name(code, language)
        code_list = self._codes.get(list_name)
        return code_list.name(code, language) if code_list else None
