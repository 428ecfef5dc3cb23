"""Currencies: those in circulation."""

from __future__ import annotations

from app.catalogue import currencies


def test_currencies_are_those_in_circulation() -> None:
    assert currencies.codes()[0] == "CNY"
    assert {"USD", "EUR", "JPY", "KRW"} <= set(currencies.codes())
    assert currencies.name("DEM", "en") is None
    assert currencies.name("USD", "zh") == "美元"
