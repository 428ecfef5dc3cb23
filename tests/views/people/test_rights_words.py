"""Permissions and screens in words."""

from __future__ import annotations

import pytest

from app.views.people.rights_words import resource_label, verb_label

pytestmark = [
    pytest.mark.one_database(reason="words and shape of pages; no query of its own"),
    pytest.mark.usefixtures("english"),
]


def test_a_screen_is_called_as_people_call_it() -> None:
    assert resource_label("templates") == "Templates"
    assert resource_label("certificate_veterinary_health") == "Veterinary (Health) Certificate"
    assert resource_label("no_such_screen") == "no such screen"


def test_a_right_says_what_it_lets_people_do() -> None:
    assert [verb_label(one) for one in ("can_list", "can_hold", "can_sing_songs")] == [
        "List", "Put on hold", "sing songs",
    ]  # fmt: skip
