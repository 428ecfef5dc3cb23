"""What each action does is found by its name, and each does what the workflow knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.workflow import Action
from app.models.message import OUTBOX_KINDS
from app.services.actions import approve, ask_confirmation, confirm, return_, submit, table, withdraw
from app.services.actions import object as objecting
from app.services.workflow import workflow

if TYPE_CHECKING:
    import pytest


def test_every_action_has_its_deed() -> None:
    assert set(table.deeds()) == set(Action)
    assert (table.module_of(Action.RETURN), table.module_of(Action.HOLD)) == ("return_", "hold")


def test_the_enterprise_and_customs_are_told_of_every_step() -> None:
    assert [teller.__module__.rpartition(".")[2] for teller in table.TELLERS] == ["reminders", "outbox"]


def test_the_gate_is_handed_every_deed_and_who_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workflow, "_deeds", {})
    monkeypatch.setattr(workflow, "_tellers", [])
    table.install()
    assert [workflow.deed(action) for action in Action] == [table.deeds()[action] for action in Action]
    assert workflow._tellers == list(table.TELLERS)


def test_customs_is_told_in_messages_of_the_protocol() -> None:
    told = [one.DEED.message[0] for one in (submit, withdraw, confirm, objecting) if one.DEED.message is not None]
    assert told == ["application", "withdrawal", "confirmation", "confirmation"]
    assert set(told) <= set(OUTBOX_KINDS)


def test_what_stands_on_the_desk_goes_along_with_a_decision() -> None:
    assert return_.DEED.takes_along == "entries"
    assert approve.DEED.takes_along == ask_confirmation.DEED.takes_along == "proposals"
    others = set(Action) - {Action.RETURN, Action.APPROVE, Action.ASK_CONFIRMATION}
    assert {table.deeds()[action].takes_along for action in others} == {"nothing"}
