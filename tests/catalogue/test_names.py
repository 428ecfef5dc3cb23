"""Names behind codes: of countries, currencies and the packaged lists, in both languages."""

from __future__ import annotations

import pytest

from app.catalogue.loader import catalogue

NAMES = catalogue().names


@pytest.mark.parametrize(
    ("code_list", "code", "zh", "en"),
    [
        ("countries", "KOR", "韩国", "South Korea"),
        ("currencies", "USD", "美元", "US Dollar"),
        ("units", "001", "台", "sets"),
        ("units", "no such", None, None),
        ("no such list", "001", None, None),
    ],
)
def test_a_code_has_its_name_or_none(code_list: str, code: str, zh: str | None, en: str | None) -> None:
    assert (NAMES.code(code_list, code, "zh"), NAMES.code(code_list, code, "en")) == (zh, en)


def test_a_country_is_named_by_itself() -> None:
    assert NAMES.country("KOR", "en") == "South Korea"
    assert NAMES.country("QQQ", "en") is None
