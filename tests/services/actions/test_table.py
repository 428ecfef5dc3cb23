"""The table of deeds: every action is found in the module of its name."""

from __future__ import annotations

import pytest

from app.domain.workflow import Action
from app.services.actions import accept, return_, table


@pytest.mark.parametrize(("action", "name"), [(Action.ACCEPT, "accept"), (Action.RETURN, "return_")])
def test_a_module_has_the_name_of_its_action(action: Action, name: str) -> None:
    assert table.module_of(action) == name


def test_every_action_has_its_deed() -> None:
    found = table.deeds()
    assert set(found) == set(Action)
    assert (found[Action.ACCEPT], found[Action.RETURN]) == (accept.DEED, return_.DEED)
