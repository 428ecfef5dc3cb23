"""How a document was entered, in words."""

from __future__ import annotations

import pytest

from app.views.words.entry_modes import choices, label

pytestmark = [
    pytest.mark.one_database(reason="words and shape of pages; no query of its own"),
    pytest.mark.usefixtures("english"),
]


def test_a_code_has_its_words_and_an_unknown_one_itself() -> None:
    assert (label("import"), label("by_pigeon")) == ("File import", "by_pigeon")


def test_every_choice_is_one_of_the_words() -> None:
    assert all(label(code) == text for code, text in choices())
    assert ("single", "Single document") in choices()
