"""Names behind codes: what an administrator wrote comes before the catalogue, and an unknown code has no name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.extensions import db
from app.models import Dictionary, DictionaryEntry
from app.services.base.names import Names
from app.services.base.transaction import transaction

if TYPE_CHECKING:
    from flask import Flask


def entry(group: str, code: str) -> DictionaryEntry:
    found = db.select(DictionaryEntry).join(Dictionary).where(Dictionary.code == group, DictionaryEntry.code == code)
    return db.session.scalars(found).one()


def test_an_entry_of_the_dictionary_comes_before_the_catalogue(context: Flask) -> None:
    code = Names().codes("units")[0]
    with transaction():
        entry("units", code).name_zh = "改名（示例）"
        entry("units", code).name_en = ""
    assert Names().code("units", code, "zh_Hans") == "改名（示例）"
    assert Names().code("units", code, "en") == "改名（示例）"
    assert Names().code("units", "no-such-unit", "en") is None


def test_a_disabled_entry_is_named_and_no_longer_offered(context: Flask) -> None:
    code = Names().codes("units")[0]
    with transaction():
        entry("units", code).is_enabled = False
    names = Names()
    assert names.code("units", code, "zh_Hans")
    assert code not in names.codes("units")
    assert code not in dict(names.choices("units", "en"))


def test_an_office_is_written_as_in_the_lists_of_the_manual(context: Flask) -> None:
    names = Names()
    assert names.customs("0901", "zh_Hans") == f"[0901] - {names.column('customs', '0901', 'short_zh')}"
    assert names.customs("0901", "en") == f"[0901] - {names.code('customs', '0901', 'en')}"
    assert (names.customs("211900", "en"), names.customs("", "en")) == ("[211900]", "")
    assert (names.country("KOR", "zh_Hans"), names.country("QQQ", "en")) == ("韩国", None)
