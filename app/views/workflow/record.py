"""What people read about one action of the workflow: the record that each module of this folder holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.domain.workflow import Action
from app.models import Application
from app.views.words.label import Label

#: a lazy text of Flask-Babel, which becomes a str in the language of the page


@dataclass(frozen=True, kw_only=True)
class DeskSituation:
    """Hold what the sentences under the buttons speak of: changes of customs, entries of customs still missing."""

    application: Application
    refusals: Mapping[Action, str | None]
    amended: int = 0
    missing: int = 0


@dataclass(frozen=True, kw_only=True)
class Form:
    """Declare the form that an action opens: one text, the reason or opinion.

    entry  the name of the text in the page's form; several actions may share one
    """

    entry: str
    label: Label
    hint: Label = ""


#: the text beside the desk's buttons, which the enterprise reads whatever the decision
OPINION = "opinion"


@dataclass(frozen=True, kw_only=True)
class State:
    """Name the status that an action leads to first: its words, its colour, and what "My work" says of it.

    colour  ok, warn, bad, info or mute
    asks    what it asks of whoever it waits for
    verb    the button that leads to it
    notice  heads the note with customs' reason on the enterprise's page
    """

    label: Label
    colour: str
    asks: Label = ""
    verb: Label = ""
    notice: Label = ""


def _no_sentence(_application: Application) -> str | None:
    return None


def _never(_application: Application) -> bool:
    return False


@dataclass(frozen=True, kw_only=True)
class ActionWords:
    """Hold the words and the form of one action.

    label      the verb on buttons
    done       the sentence once it is done; None where the page that follows says enough
    promise    the sentence under its button on the desk: what it will do
    too_late   why it is not possible now, where more can be said than the status: what has happened, what must first
    is_next    whether it is the step that an application waits for
    history    what its rows in the history are called, where that is not the verb; "start" and "resubmit" besides
    reminder   the sentence of the reminder; the document's number stands before it
    right      what a role with this right may do, where that is not the verb
    form       the reason or opinion that goes with it
    button     where its button stands when not in the row of its side's page: a template, below app/templates
    is_always_shown  whether it stays in the row, greyed, where it is not possible
    state      the words of the status that it leads to, where no action above it in the table leads there
    """

    label: Label
    done: Callable[[Application], str] | None = None
    promise: Callable[[DeskSituation], str] | None = None
    too_late: Callable[[Application], str | None] = _no_sentence
    is_next: Callable[[Application], bool] = _never
    history: Mapping[str, Label] = field(default_factory=dict)
    reminder: Label = ""
    right: Label = ""
    form: Form | None = None
    button: str = ""
    is_always_shown: bool = True
    state: State | None = None
