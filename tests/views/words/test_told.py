"""Whoever did something is named; the program itself in the reader's language."""

from __future__ import annotations

import pytest

from app.domain.actor import SYSTEM
from app.views.words.told import person

pytestmark = [
    pytest.mark.one_database(reason="words and shape of pages; no query of its own"),
    pytest.mark.usefixtures("chinese"),
]


def test_the_program_is_named_in_the_language_of_the_reader() -> None:
    assert (person("王敏"), person(SYSTEM.name), person("")) == ("王敏", "系统", "系统")
