"""The check that every text is translated."""

from __future__ import annotations

import pytest
from babel.messages.catalog import Catalog

from tools import translations


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


@pytest.mark.bar("U4")
@pytest.mark.parametrize("domain", translations.HEADERS)
def test_every_text_is_translated_into_every_language(domain: str) -> None:
    texts = translations.template(domain)
    for language in translations.languages(domain):
        assert translations.gaps(translations.read(language, domain=domain), texts) == [], language
