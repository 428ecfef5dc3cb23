"""The verbs of the desk: each with the sentence that says what it will do, or why not."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from app.domain.workflow import Action, Side, Status
from app.views.words.refusals import worded
from app.views.workflow import table
from app.views.workflow.record import OPINION, DeskSituation, Form


@dataclass(frozen=True, kw_only=True)
class Verb:
    """Hold one button: its action, words, whether it can be done now, and whether it is the expected next step.

    form  the reason that it asks for in a form of its own; None where the opinion beside the buttons is it
    """

    action: Action
    label: str
    sentence: str
    is_allowed: bool
    is_expected: bool
    form: Form | None

    @property
    def name(self) -> str:
        """Return the action as it stands in addresses."""
        return address(self.action)


def address(action: Action) -> str:
    """Return an action as it stands in addresses."""
    return action.value.replace("_", "-")


def verbs(situation: DeskSituation) -> list[Verb]:
    """Return the verbs for an application as it stands now."""
    found = [_verb(action, situation) for action in table.in_row(Side.CUSTOMS)]
    return [verb for verb in found if verb.is_allowed or table.words()[verb.action].is_always_shown]


def refusal_sentence(action: Action, situation: DeskSituation) -> str | None:
    """Return why an action is not possible now, or None when it is."""
    if action not in situation.refusals:
        return worded("not_permitted")
    code, application = situation.refusals[action], situation.application
    if code is None:
        return None
    said = _too_late_or_early(action, situation) if code == "wrong_status" else None
    return said or worded(code, {"status": application.status})


def _too_late_or_early(action: Action, situation: DeskSituation) -> str | None:
    """Say what has happened already, or what must happen first."""
    application, words = situation.application, table.words()[action]
    if said := words.too_late(application):
        return said
    is_early = application.status == Status.SUBMITTED and action is not Action.ACCEPT
    return _("Accept it first.") if is_early else None


def _verb(action: Action, situation: DeskSituation) -> Verb:
    words, refused = table.words()[action], refusal_sentence(action, situation)
    promise = words.promise(situation) if words.promise else ""
    return Verb(
        action=action,
        label=str(words.label),
        sentence=refused or promise,
        is_allowed=refused is None,
        is_expected=refused is None and words.is_next(situation.application),
        form=words.form if words.form and words.form.entry != OPINION else None,
    )
