"""Currencies by ISO 4217 code: those in circulation somewhere, named by CLDR."""

from __future__ import annotations

from functools import cache, lru_cache

from babel import Locale
from babel.numbers import get_territory_currencies

from app.catalogue.countries import alpha3_by_alpha2

#: The currencies that most declarations use come first.
_FIRST = ("CNY", "USD", "EUR", "JPY", "KRW", "GBP", "HKD", "RUB", "AUD", "CAD", "SGD")


@cache
def codes() -> tuple[str, ...]:
    """Return the codes of all currencies in circulation, the common ones first."""
    used = {code for alpha2 in alpha3_by_alpha2() for code in get_territory_currencies(alpha2)}
    return (*_FIRST, *sorted(used.difference(_FIRST)))


@lru_cache(maxsize=2048)
def name(code: str, language: str) -> str | None:
    """Return the name of a currency in a language, or None when it is not in circulation."""
    if code not in codes():
        return None
    return Locale.parse(language.replace("-", "_")).currencies.get(code)
