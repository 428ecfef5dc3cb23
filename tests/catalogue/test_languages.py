"""The languages of the overseas portal: complete, each only in its own words, and added by data alone."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from babel.core import Locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask_babel import Domain

from app.catalogue import languages
from app.views.frame import portal_language
from tools import language as tool
from tools import translations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask

WANTED = {
    "en", "zh_Hans", "ja", "ko", "ru", "de", "fr", "es", "pt", "it", "nl", "pl", "tr", "az", "kk", "uk", "ar", "fa",
    "he", "hi", "th", "vi", "id", "ms",
}  # fmt: skip
CODES = sorted(languages.languages())
PLACEHOLDER = re.compile(r"%\(\w+\)s")
#: Official labels and signs that stay as they are in every language.
OFFICIAL = re.compile(r"\bNo\.|\bHS\b|\bUN\b")
LATIN_WORD = re.compile(r"[A-Za-z]{2,}")
ENGLISH_WORD = re.compile(r"\b(?:the|and|this|your|with|you|was|been)\b", re.IGNORECASE)
SCRIPTS = {
    "ar": r"\u0600-\u06ff", "fa": r"\u0600-\u06ff", "he": r"\u0590-\u05ff", "hi": r"\u0900-\u097f",
    "th": r"\u0e00-\u0e7f", "ko": r"\uac00-\ud7a3", "ja": r"\u3040-\u30ff\u4e00-\u9fff", "zh_Hans": r"\u4e00-\u9fff",
    "ru": r"\u0400-\u04ff", "uk": r"\u0400-\u04ff", "kk": r"\u0400-\u04ff",
}  # fmt: skip


def _texts(code: str) -> Iterator[tuple[str, str]]:
    """Yield the English text and each form of its translation, without placeholders and official signs."""
    for message in translations.read(code, domain="portal"):
        if not message.id:
            continue
        english = message.id[0] if isinstance(message.id, (list, tuple)) else message.id
        forms = message.string if isinstance(message.string, (list, tuple)) else [message.string]
        for form in forms:
            yield english, OFFICIAL.sub("", PLACEHOLDER.sub("", form))


@pytest.mark.bar("U4")
def test_the_portal_speaks_at_least_twenty_four_languages() -> None:
    assert set(CODES) >= WANTED
    assert translations.languages("portal") == CODES


@pytest.mark.bar("U4")
@pytest.mark.parametrize("code", CODES)
def test_a_language_is_complete(code: str) -> None:
    assert translations.gaps(translations.read(code, domain="portal"), translations.template("portal")) == []


@pytest.mark.bar("U5")
@pytest.mark.parametrize("code", CODES)
def test_a_language_is_listed_by_its_own_name_and_direction(code: str) -> None:
    row, locale = languages.languages()[code], Locale.parse(code)
    assert row.direction == locale.text_direction
    assert (locale.get_display_name(locale) or "-").split()[0].casefold()[:4] in row.name.casefold()


@pytest.mark.bar("U4")
@pytest.mark.parametrize("code", [code for code in CODES if code in SCRIPTS])
def test_a_language_of_another_script_holds_no_latin_words(code: str) -> None:
    own = re.compile(f"[{SCRIPTS[code]}]")
    odd = [text for _english, text in _texts(code) if LATIN_WORD.search(text) or not own.search(text)]
    assert odd == []


@pytest.mark.bar("U4")
@pytest.mark.parametrize("code", [code for code in CODES if code not in SCRIPTS and code != "en"])
def test_a_language_of_latin_script_holds_no_english(code: str) -> None:
    odd = [
        text
        for english, text in _texts(code)
        if ENGLISH_WORD.search(text) or (text == english and english.count(" ") > 1)
    ]
    assert odd == []


@pytest.mark.bar("U4")
@pytest.mark.parametrize("code", [code for code in CODES if code not in {"zh_Hans", "ja"}])
def test_no_chinese_is_left_in_another_language(code: str) -> None:
    assert [text for _english, text in _texts(code) if re.search(r"[\u4e00-\u9fff]", text)] == []


@pytest.mark.parametrize(
    ("country", "code"),
    [
        ("KOR", "ko"), ("JPN", "ja"), ("SAU", "ar"), ("IRN", "fa"), ("ISR", "he"), ("BRA", "pt"), ("MEX", "es"),
        ("UKR", "uk"), ("AZE", "az"), ("TUR", "tr"), ("IDN", "id"), ("MYS", "ms"), ("VNM", "vi"), ("THA", "th"),
        ("NLD", "nl"), ("POL", "pl"), ("AUT", "de"), ("FRA", "fr"), ("ITA", "it"), ("RUS", "ru"), ("IND", "hi"),
        ("USA", "en"), ("ISL", None),
    ],
)  # fmt: skip
def test_a_country_speaks_its_first_official_language_that_is_offered(country: str, code: str | None) -> None:
    assert languages.of_country(country) == code


@pytest.mark.parametrize(
    ("tags", "code"),
    [
        (["zh-CN", "en"], "zh_Hans"), (["pt-BR"], "pt"), (["iw"], "he"), (["sv", "de-CH"], "de"), (["xx-!"], None),
        (["zh-TW"], "zh_Hans"), (["in"], "id"),
    ],
)  # fmt: skip
def test_a_browser_gets_the_first_of_its_languages_that_is_offered(tags: list[str], code: str | None) -> None:
    assert languages.of_browser(tags) == code


@pytest.mark.function("5.7-login")
def test_a_language_is_added_by_data_alone(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(languages.FILE, tmp_path)
    file = tool.add("ro", folder=tmp_path)
    with file.open("rb") as opened:
        catalog = read_po(opened, locale="ro")
    assert len(translations.gaps(catalog, translations.template("portal"))) == len(translations.template("portal"))
    for message in catalog:
        if message.id:
            message.string = (f"«{message.id[0]}»",) * 3 if message.pluralizable else f"«{message.id}»"
    with file.with_suffix(".mo").open("wb") as opened:
        write_mo(opened, catalog)
    monkeypatch.setattr(languages, "FILE", tmp_path / "languages.yaml")
    monkeypatch.setattr(portal_language, "TEXTS", Domain([str(tmp_path)], domain="portal"))
    languages.languages.cache_clear()
    try:
        page = app.test_client().get("/overseas/login/", headers={"Accept-Language": "ro-RO"}).get_data(as_text=True)
    finally:
        monkeypatch.undo()
        languages.languages.cache_clear()
    assert '<html lang="ro" dir="ltr">' in page
    assert "«Password»" in page
    assert "Română" in page
    with pytest.raises(FileExistsError):
        tool.add("ro", folder=tmp_path)
