"""Countries: all that are assigned, named in every language as customs names them."""

from __future__ import annotations

import pytest

from app.catalogue import countries


def test_all_assigned_countries_are_there_and_nothing_else() -> None:
    assert len(countries.codes()) == 249
    assert {"JPN", "KOR", "USA", "BHR", "AZE", "CHN", "DEU", "COD", "MMR"} <= set(countries.codes())
    assert not {"BUR", "ZAR", "EUE", "XKK", "ANT", "SUN"} & set(countries.codes())


@pytest.mark.parametrize("language", ["zh", "en", "ja", "ko", "ru", "de", "es", "ar", "pt_BR", "zh_Hans"])
def test_every_country_has_a_name_in_every_language(language: str) -> None:
    assert all(countries.name(code, language) for code in countries.codes())
    assert countries.name("QQQ", language) is None


@pytest.mark.parametrize("pair", [("KOR", "韩国"), ("BHR", "巴林"), ("AZE", "阿塞拜疆"), ("HKG", "中国香港")])
def test_countries_are_named_as_customs_names_them(pair: tuple[str, str]) -> None:
    assert countries.name(pair[0], "zh") == pair[1]
