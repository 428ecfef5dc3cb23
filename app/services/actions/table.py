"""What each workflow action does: one module a verb in this folder, found by the action's name."""

from __future__ import annotations

import importlib
import importlib.util
import keyword
from collections.abc import Mapping

from app.domain.workflow import Action
from app.services.exchange import outbox
from app.services.home import reminders
from app.services.workflow import workflow
from app.services.workflow.workflow import Deed, Teller

#: What happens after every step, in its transaction, once its history row is written.
TELLERS: tuple[Teller, ...] = (reminders.tell, outbox.tell)


def module_of(action: Action) -> str:
    """Name the module of an action; Python keeps a few verbs for itself."""
    return f"{action.value}_" if keyword.iskeyword(action.value) else action.value


def deeds() -> Mapping[Action, Deed]:
    """Return what each action does; one without a module is left out: tests/architecture/test_words.py names it."""
    names = {action: f"{__package__}.{module_of(action)}" for action in Action}
    return {
        action: importlib.import_module(name).DEED for action, name in names.items() if importlib.util.find_spec(name)
    }


def install() -> None:
    """Hand the tables to the gate."""
    workflow.connect(deeds(), TELLERS)
