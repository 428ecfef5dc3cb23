"""Two versions of one form: what is taken over, what is asked, what comes back from a kept copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.static.conftest import Run

MODULE = "certificates/merge.js"
#: before, mine, theirs → taken over, asked
ENTRIES = {
    "nobody changed it": ("a", "a", "a", None, False),
    "only I did": ("a", "b", "a", None, False),
    "only the other did": ("a", "a", "b", "b", False),
    "both did the same": ("a", "b", "b", None, False),
    "both did": ("a", "b", "c", None, True),
    "I emptied it, the other changed it": ("a", "", "b", None, True),
    "the other emptied it": ("a", "a", "", "", False),
    "it is new and the other's": (None, None, "b", "b", False),
    "it is new and mine": (None, "b", "", None, False),
    "the other's form does not show it": ("a", "b", None, None, False),
}


def test_each_entry_is_kept_taken_over_or_asked(run: Run) -> None:
    sides = [{name: told[place] for name, told in ENTRIES.items() if told[place] is not None} for place in range(3)]
    found = run(MODULE, "(merge, sides) => merge.merge(...sides)", sides)
    assert found["taken"] == {name: told[3] for name, told in ENTRIES.items() if told[3] is not None}
    asked = {name: told for name, told in ENTRIES.items() if told[4]}
    assert found["both"] == [{"name": name, "own": told[1], "other": told[2]} for name, told in asked.items()]
    assert found["base"] == {**sides[1], **sides[2]}


@pytest.mark.parametrize(
    ("now", "base", "differs"),
    [
        ({"a": "1"}, {"a": "1"}, False),
        ({"a": "1"}, {"a": "2"}, True),
        ({"a": ""}, {}, False),
        ({"a": "1"}, {}, True),
        ({}, {"a": "1"}, False),  # what the form does not show has not changed
    ],
)
def test_an_empty_entry_and_none_are_the_same(
    run: Run, now: dict[str, str], base: dict[str, str], *, differs: bool
) -> None:
    assert run(MODULE, "(merge, given) => merge.differs(...given)", [now, base]) is differs


def test_only_what_was_typed_comes_back_from_a_copy(run: Run) -> None:
    now = {"buyer": "saved later", "port": "Dalian", "new": "x"}
    copy = {"base": {"buyer": "first", "port": "Xingang"}, "data": {"buyer": "first", "port": "Qingdao"}}
    found = run(MODULE, "(merge, given) => merge.broughtBack(...given)", [now, copy])
    assert found == {"typed": {"port": "Qingdao"}, "whole": {"buyer": "first", "port": "Qingdao", "new": "x"}}
