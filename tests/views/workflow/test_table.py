"""The words of every action and status, out of one module a verb."""

from __future__ import annotations

import pytest

from app.domain.workflow import TRANSITIONS, Action, Side, Status
from app.models import Application
from app.views.workflow import table
from app.views.workflow.record import DeskSituation
from tests.conftest import NOW

pytestmark = [
    pytest.mark.one_database(reason="words and shape of pages; no query of its own"),
    pytest.mark.usefixtures("english"),
]


def said(action: Action, status: Status) -> list[str]:
    """Return everything that an action says of an application in a status."""
    words = table.words()[action]
    application = Application(
        id=7, status=status, inspection_no="226000004178628", submitted_at=NOW, reviewed_at=NOW, approved_at=NOW,
        issued_at=NOW, needs_confirmation=False, certificates=[],
    )  # fmt: skip
    situation = DeskSituation(application=application, refusals={})
    told = [words.label, words.reminder, words.right, *words.history.values(), words.too_late(application) or ""]
    told += [words.promise(situation)] if words.promise else []
    told += [words.done(application)] if words.done else []
    assert isinstance(words.is_next(application), bool)
    return [str(text) for text in told]


def test_every_action_speaks_of_an_application_in_any_status() -> None:
    found = {(action, status): said(action, status) for action in TRANSITIONS for status in Status}
    assert all(texts[0] for texts in found.values())
    assert not [one for one, texts in found.items() if any("%(" in text for text in texts)]


def test_every_status_has_label_and_colour() -> None:
    assert set(table.states()) == set(Status)
    assert {state.colour for state in table.states().values()} <= {"ok", "warn", "bad", "info", "mute"}


def test_an_action_is_named_in_history_reminders_and_rights() -> None:
    assert (str(table.history_title("hold")), str(table.right("hold"))) == ("Put on hold", "Put on hold")
    assert str(table.reminder("hold")) == "was put on hold by customs."
    assert (table.history_title("sing"), table.reminder("sing"), table.right("sing")) == ("sing", "", "")


def test_a_button_stands_on_its_own_side() -> None:
    desk, document = table.in_row(Side.CUSTOMS), table.in_row(Side.ENTERPRISE)
    assert Action.HOLD in desk
    assert not set(desk) & set(document)


def test_a_verb_that_python_keeps_for_itself_has_a_module_all_the_same() -> None:
    assert (table.module_of(Action.RETURN), table.module_of(Action.HOLD)) == ("return_", "hold")
