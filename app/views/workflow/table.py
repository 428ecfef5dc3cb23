"""The words of every action and status, out of one module a verb; hands what lower layers show down to them."""

from __future__ import annotations

import importlib
import importlib.util
import keyword
from functools import cache

from app.domain.workflow import TRANSITIONS, Action, Side, Status
from app.views.words import labels
from app.views.words.label import Label
from app.views.workflow.record import ActionWords, State


def module_of(action: Action) -> str:
    """Name the module of an action; Python keeps a few verbs for itself."""
    return f"{action.value}_" if keyword.iskeyword(action.value) else action.value


@cache
def words() -> dict[Action, ActionWords]:
    """Return the words of each action; one without a module is left out: tests/architecture/test_words.py names it."""
    names = {action: f"{__package__}.{module_of(action)}" for action in TRANSITIONS}
    return {
        action: importlib.import_module(name).WORDS for action, name in names.items() if importlib.util.find_spec(name)
    }


@cache
def states() -> dict[Status, State]:
    """Return the words of each status: those of the first action that leads there; saving makes a draft."""
    found: dict[Status, State] = {}
    for action, its in words().items():
        target = TRANSITIONS[action].target or (Status.DRAFT if action is Action.SAVE else None)
        if target is not None and its.state is not None:
            found.setdefault(target, its.state)
    return found


def in_row(side: Side) -> list[Action]:
    """Return the actions whose buttons stand in the row of a side's page: the desk, or the page of the document."""
    return [action for action, its in words().items() if TRANSITIONS[action].side is side and not its.button]


def history_title(name: str) -> Label:
    """Return what a row of the history is called, by its action, "start" or "resubmit"."""
    titles = {key: title for its in words().values() for key, title in its.history.items()}
    return titles.get(name) or labels.ACTIONS.get(name, name)


def reminder(action: str) -> Label:
    """Return the sentence of a reminder, by its action."""
    found = words().get(Action(action)) if action in set(Action) else None
    return found.reminder if found else ""


def right(verb: str) -> Label:
    """Return what the right to do an action lets people do, or nothing for what is none of the workflow's."""
    found = words().get(Action(verb)) if verb in set(Action) else None
    return (found.right or found.label) if found else ""


def install() -> None:
    """Hand the names of actions and statuses down to the layer of words, which knows no feature."""
    labels.ACTIONS.update({action.value: its.label for action, its in words().items()})
    labels.STATUSES.update({status.value: state.label for status, state in states().items()})
    labels.STATUS_KINDS.update({status.value: state.colour for status, state in states().items()})
