"""Conditions hold for what was chosen: one value of a list, anything, or nothing."""

from __future__ import annotations

import pytest

from app.domain.document.conditions import Condition, chosen, holds, one_holds

VALUES = {"way": "sea", "packed": "repacked, new", "owner": "WANG", "empty": " "}


@pytest.mark.parametrize(
    ("condition", "is_held"),
    [
        ({}, True),
        ({"way": ["sea"]}, True),
        ({"way": ["air", "sea"]}, True),
        ({"way": ["air"]}, False),
        ({"packed": ["new"]}, True),
        ({"way": ["any"]}, True),
        ({"empty": ["any"]}, False),
        ({"nobody": ["none"]}, True),
        ({"empty": ["none"]}, True),
        ({"way": ["none"]}, False),
        ({"way": ["none", "sea"]}, True),
        ({"way": ["sea"], "packed": ["orig"]}, False),
    ],
)
def test_a_condition_holds_for_all_its_fields(condition: Condition, *, is_held: bool) -> None:
    assert holds(condition, VALUES) is is_held


def test_one_of_several_conditions_is_enough_and_none_always_holds() -> None:
    assert one_holds([], VALUES)
    assert one_holds([{"way": ["air"]}, {"way": ["sea"]}], VALUES)
    assert not one_holds([{"way": ["air"]}], VALUES)


def test_several_choices_are_kept_with_commas() -> None:
    assert chosen(VALUES, "packed") == ["repacked", "new"]
    assert chosen(VALUES, "nobody") == []
