"""Roles and sides are called as people call them."""

from __future__ import annotations

import pytest

from app.views.words.role_words import role_label, role_words, side_label

pytestmark = [
    pytest.mark.one_database(reason="words and shape of pages; no query of its own"),
    pytest.mark.usefixtures("english"),
]


def test_a_role_and_a_side_have_names() -> None:
    assert (role_label("clerk"), role_label("statistician")) == ("Clerk", "statistician")
    assert (side_label("customs"), side_label("moon")) == ("Customs", "moon")


def test_a_list_of_roles_is_said_one_by_one() -> None:
    assert role_words(["clerk", "reviewer"]) == ["Clerk", "Reviewer"]
    assert role_words(None) is None
