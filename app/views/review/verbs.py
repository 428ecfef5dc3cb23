"""The five verbs of the desk: always there, each with the sentence that says what it will do, or why not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from app.domain.workflow import Action, Status
from app.models import Application
from app.views.words.formatting import short_time
from app.views.words.labels import ACTIONS
from app.views.words.messages import message

VERBS = (Action.ACCEPT, Action.RETURN, Action.ASK_CONFIRMATION, Action.APPROVE, Action.ISSUE)


@dataclass(frozen=True, kw_only=True)
class Verb:
    """Hold one button: its action, words, whether it can be done now, and whether it is the expected next step."""

    action: Action
    label: str
    sentence: str
    is_allowed: bool
    is_expected: bool

    @property
    def name(self) -> str:
        """Return the action as it stands in addresses."""
        return self.action.value.replace("_", "-")


@dataclass(frozen=True, kw_only=True)
class Situation:
    """Hold what the sentences speak of."""

    application: Application
    refusals: Mapping[Action, str | None]
    amended: int
    missing: int


def verbs(situation: Situation) -> list[Verb]:
    """Return the five verbs for an application as it stands now."""
    expected = _expected(situation.application)
    return [_verb(action, situation, is_expected=action is expected) for action in VERBS]


def refusal_sentence(action: Action, situation: Situation) -> str | None:
    """Return why an action is not possible now, or None when it is."""
    if action not in situation.refusals:
        return message("not_permitted")
    code = situation.refusals[action]
    if code is None:
        return None
    application = situation.application
    if code != "wrong_status":
        return message(code, {"status": application.status})
    return _too_late_or_early(action, application) or message(code, {"status": application.status})


def _verb(action: Action, situation: Situation, *, is_expected: bool) -> Verb:
    refused = refusal_sentence(action, situation)
    return Verb(
        action=action,
        label=str(ACTIONS[action.value]),
        sentence=refused or _PROMISES[action](situation),
        is_allowed=refused is None,
        is_expected=is_expected and refused is None,
    )


def _expected(application: Application) -> Action | None:
    if application.status == Status.UNDER_REVIEW and application.needs_confirmation:
        return Action.ASK_CONFIRMATION
    return {
        Status.SUBMITTED: Action.ACCEPT,
        Status.UNDER_REVIEW: Action.APPROVE,
        Status.CONFIRMED: Action.APPROVE,
        Status.APPROVED: Action.ISSUE,
    }.get(Status(application.status))


def _too_late_or_early(action: Action, application: Application) -> str | None:
    """Say what has happened already, or what must happen first."""
    if action is Action.ACCEPT and application.accepted_at and application.reviewer:
        return _(
            "%(name)s accepted it at %(time)s.",
            name=application.reviewer.full_name,
            time=short_time(application.accepted_at),
        )
    if action is Action.APPROVE and application.approved_at and application.status in (Status.APPROVED, Status.ISSUED):
        return _("Approved at %(time)s.", time=short_time(application.approved_at))
    if action is Action.ISSUE and application.status == Status.ISSUED:
        return _("Issued at %(time)s.", time=short_time(application.issued_at))
    if action is Action.ISSUE and application.status in (Status.SUBMITTED, Status.UNDER_REVIEW, Status.CONFIRMED):
        return _("Possible once it is approved.")
    if application.status == Status.SUBMITTED:
        return _("Accept it first.")
    if action is Action.APPROVE and application.status == Status.AWAITING_CONFIRMATION:
        return message("enterprise_must_confirm_first")
    return None


def _accept(_situation: Situation) -> str:
    return _("You become its reviewer.")


def _return(_situation: Situation) -> str:
    return _("Needs an opinion, which the enterprise reads.")


def _ask(situation: Situation) -> str:
    if not situation.amended:
        return _("The enterprise confirms the draft as it is.")
    return ngettext(
        "The enterprise confirms %(num)d change.", "The enterprise confirms %(num)d changes.", situation.amended
    )


def _approve(situation: Situation) -> str:
    if situation.missing:
        return ngettext(
            "%(num)d entry of customs is still missing.",
            "%(num)d entries of customs are still missing.",
            situation.missing,
        )
    return ngettext(
        "Gives the certificate its number.",
        "Gives %(num)d certificates their numbers.",
        len(situation.application.certificates),
    )


def _issue(situation: Situation) -> str:
    waiting = sum(not certificate.issued_at for certificate in situation.application.certificates)
    return ngettext("Freezes the document.", "Freezes %(num)d documents.", waiting)


_PROMISES: dict[Action, Callable[[Situation], Any]] = {
    Action.ACCEPT: _accept,
    Action.RETURN: _return,
    Action.ASK_CONFIRMATION: _ask,
    Action.APPROVE: _approve,
    Action.ISSUE: _issue,
}
