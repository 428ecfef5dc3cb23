"""What each action does is found by its name, and each does what the workflow knows."""

from __future__ import annotations

from app.domain.workflow import Action
from app.services.actions import table


def test_every_action_has_its_deed() -> None:
    assert set(table.deeds()) == set(Action)
    assert (table.module_of(Action.RETURN), table.module_of(Action.HOLD)) == ("return_", "hold")


def test_the_enterprise_and_customs_are_told_of_every_step() -> None:
    assert [teller.__module__.rpartition(".")[2] for teller in table.TELLERS] == ["reminders", "outbox"]
