"""The check that every text is translated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from babel.messages.catalog import Catalog

from tools import translations

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def texts() -> Catalog:
    catalog = Catalog(fuzzy=False)
    catalog.add("Declare")
    catalog.add("Hello %(name)s")
    return catalog


def translated(*, declare: str = "申报", hello: str = "您好，%(name)s", fuzzy: bool = False) -> Catalog:
    catalog = Catalog(locale="zh_Hans", fuzzy=False)
    catalog.add("Declare", declare, flags=["fuzzy"] if fuzzy else [])
    catalog.add("Hello %(name)s", hello)
    return catalog


def test_a_complete_catalogue_has_no_gaps(texts: Catalog) -> None:
    assert translations.gaps(translated(), texts) == []


def test_a_missing_translation_is_a_gap(texts: Catalog) -> None:
    assert translations.gaps(translated(declare=""), texts) == ["not translated: 'Declare'"]


def test_a_fuzzy_translation_is_a_gap(texts: Catalog) -> None:
    assert translations.gaps(translated(fuzzy=True), texts) == ["marked fuzzy: 'Declare'"]


def test_a_translation_with_another_placeholder_is_a_gap(texts: Catalog) -> None:
    (gap,) = translations.gaps(translated(hello="您好，%(user)s"), texts)
    assert "Hello" in gap


def test_texts_that_the_framework_leaves_untranslated_are_ours_to_translate() -> None:
    assert translations.template("messages").get("Are you sure you want to delete this item?") is not None


def test_a_new_text_stays_empty_in_every_language_but_english(
    texts: Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for language in ("de", "en", "fr"):
        (tmp_path / language / "LC_MESSAGES").mkdir(parents=True)
        (tmp_path / language / "LC_MESSAGES/portal.po").touch()
    monkeypatch.setattr(translations, "TRANSLATIONS", tmp_path)
    monkeypatch.setattr(translations, "template", lambda _domain: texts)
    translations.update("portal")
    said = {language: translations.read(language, domain="portal")["Declare"].string for language in ("de", "en", "fr")}
    assert said == {"de": "", "en": "Declare", "fr": ""}


@pytest.mark.bar("U4")
@pytest.mark.parametrize("domain", translations.HEADERS)
def test_every_text_is_translated_into_every_language(domain: str) -> None:
    texts = translations.template(domain)
    for language in translations.languages(domain):
        assert translations.gaps(translations.read(language, domain=domain), texts) == [], language
