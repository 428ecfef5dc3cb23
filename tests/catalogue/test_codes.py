"""Code lists: the offices of the manual and the districts, titles and names in both languages."""

from __future__ import annotations

import pytest

from app.catalogue.loader import catalogue

CATALOGUE = catalogue()


def test_the_customs_of_the_manual_and_the_42_districts_are_there() -> None:
    customs = CATALOGUE.codes["customs"]
    assert customs.name("0901", "zh") == "大连港湾海关"
    entry = customs.get("0903")
    assert entry is not None
    assert (entry.extra["short_zh"], entry.extra["parent"]) == ("连开发区", "0900")
    assert sum(not e.extra["parent"] for e in customs.entries) == 42
    assert {e.code for e in customs.entries} == {e.code for e in CATALOGUE.codes["customs_cities"].entries}


@pytest.mark.parametrize("key", sorted(CATALOGUE.codes))
def test_a_code_list_has_a_title_and_names_in_both_languages(key: str) -> None:
    code_list = CATALOGUE.codes[key]
    assert code_list.zh
    assert code_list.en
    assert all(e.zh and e.en for e in code_list.entries)
    assert code_list.name("no such code", "zh") is None
    assert CATALOGUE.names.code(key, code_list.entries[0].code, "en") == code_list.entries[0].en
