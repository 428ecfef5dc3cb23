"""A new format begins with what every certificate has, and is sound but for what it is still to print."""

from __future__ import annotations

import pytest

from app.catalogue.loader import catalogue
from app.catalogue.skeleton import headed, new_definition, new_form, titles

HEAD = {
    "code": "x-1", "form_no": "X-1", "type_codes": ["14"], "title_zh": "示例证书", "title_en": "Example",
    "scheme": "veterinary",
}  # fmt: skip


def test_the_new_definition_is_a_format_without_faults() -> None:
    made = new_definition(HEAD)
    assert catalogue().format_faults(made) == []
    assert {"certificate_no", "copy_mark", "page_no"} <= {field["key"] for field in made["fields"]}


def test_two_new_ones_differ_in_their_heads_only() -> None:
    first, second = new_definition(HEAD), new_definition({**HEAD, "code": "x-2"})
    assert {key for key in first if first[key] != second[key]} == {"code"}


@pytest.mark.parametrize("language", ["en", "zh", "fr", "th"])
def test_a_new_form_has_one_language_and_lacks_only_its_words_and_what_is_to_be_printed(language: str) -> None:
    made = new_form(HEAD, language=language)
    assert (made["format"], made["languages"]) == (2, [language])
    assert {fault.code for fault in catalogue().format_faults(made)} <= (
        {"words_missing"} if language == "th" else set()
    )
    others = {name for field in made["fields"] for name in field if len(name) == 2} - {"zh", "en", language}
    assert not others


def test_a_form_like_another_has_the_titles_of_its_own_head() -> None:
    made = new_form(HEAD, language="fr")
    other = headed(made, {**HEAD, "code": "x-2", "title_zh": "另一证书", "title_en": "Another"})
    assert (other["code"], other["title"]) == ("x-2", {"zh": "另一证书", "en": "Another", "fr": "Another"})
    assert "title_en" not in other
    assert titles(other) == {"title_zh": "另一证书", "title_en": "Another"}
    assert titles({**other, "title": {"fr": "AUTRE"}}) == {"title_zh": "AUTRE", "title_en": "AUTRE"}
    assert titles({**other, "title": None}) == {}
