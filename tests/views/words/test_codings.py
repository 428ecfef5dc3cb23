"""Codings say the codes of the catalogue of columns."""

from __future__ import annotations

import pytest

from app.views.words.codings import CODINGS

pytestmark = [
    pytest.mark.one_database(reason="words and shape of pages; no query of its own"),
    pytest.mark.usefixtures("english"),
]


@pytest.mark.parametrize(
    ("coding", "code", "words"),
    [
        ("country", "KOR", "South Korea"),
        ("document_type", "14", "Veterinary (Health) Certificate"),
        ("entry_mode", "import", "File import"),
        ("original_place", "lost", "Lost"),
        ("reissue_kind", "change", "Changed certificate"),
        ("side", "customs", "Customs"),
        ("status", "issued", "Issued"),
        ("action", "hold", "Hold"),
    ],
)
def test_a_code_is_said_in_words(coding: str, code: str, words: str) -> None:
    assert CODINGS[coding](code) == words


def test_what_is_unknown_or_empty_breaks_nothing() -> None:
    assert all(isinstance(say("no such code"), str) for say in CODINGS.values())
    assert CODINGS["country"](None) == CODINGS["customs"](None) == ""
