"""The workflow: statuses, actions and who may do what when. Everything else is derived from TRANSITIONS."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """Name the states of an application; its certificates show the same."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    UNDER_REVIEW = "under_review"
    ON_HOLD = "on_hold"
    AWAITING_CONFIRMATION = "awaiting_confirmation"
    CONFIRMED = "confirmed"
    RETURNED = "returned"
    APPROVED = "approved"
    ISSUED = "issued"
    WITHDRAWN = "withdrawn"


class Validity(StrEnum):
    """Name the standing of an issued certificate."""

    VALID = "valid"
    SUPPLEMENTED = "supplemented"
    REPLACED = "replaced"
    REVOKED = "revoked"


#: A document that stands so can be printed, and reissued.
STANDING = (Validity.VALID, Validity.SUPPLEMENTED)


class Side(StrEnum):
    """Name whose step an action is."""

    ENTERPRISE = "enterprise"
    CUSTOMS = "customs"


#: nothing more happens to such an application
CLOSED = (Status.ISSUED, Status.WITHDRAWN)
#: whose step an application waits for; nobody's where it rests, so that no list of what is to do names it
WAITS_FOR: dict[Status, Side | None] = {
    Status.DRAFT: Side.ENTERPRISE,
    Status.SUBMITTED: Side.CUSTOMS,
    Status.UNDER_REVIEW: Side.CUSTOMS,
    Status.ON_HOLD: None,
    Status.AWAITING_CONFIRMATION: Side.ENTERPRISE,
    Status.CONFIRMED: Side.CUSTOMS,
    Status.RETURNED: Side.ENTERPRISE,
    Status.APPROVED: Side.CUSTOMS,
    Status.ISSUED: None,
    Status.WITHDRAWN: None,
}


class Action(StrEnum):
    """Name the actions; the permission to do one is `can_<action>` on the document type."""

    SAVE = "save"
    SUBMIT = "submit"
    CONFIRM = "confirm"
    OBJECT = "object"
    WITHDRAW = "withdraw"
    DELETE = "delete"
    ACCEPT = "accept"
    TAKE_OVER = "take_over"
    AMEND = "amend"
    RETURN = "return"
    ASK_CONFIRMATION = "ask_confirmation"
    APPROVE = "approve"
    ISSUE = "issue"
    HOLD = "hold"
    RESUME = "resume"
    PRINT = "print"
    REISSUE = "reissue"
    REVOKE = "revoke"


@dataclass(frozen=True, kw_only=True)
class Situation:
    """Hold what, besides the status, decides whether an action is allowed now."""

    status: Status
    needs_confirmation: bool = False
    issued_count: int = 0
    has_valid_issued: bool = True
    is_second_person: bool = True


@dataclass(frozen=True, kw_only=True)
class Transition:
    """Declare one action: from which statuses, to which, by whom, and what it must bring.

    protocol  the version of the messages with customs that its own system can tell it in; None: it tells it otherwise
    """

    action: Action
    sources: frozenset[Status]
    target: Status | None  # None: the status stays
    side: Side
    needs_reason: bool = False
    protocol: int | None = None

    def refusal(self, situation: Situation) -> str | None:
        """Return the code of the reason why the action is not allowed now, or None when it is."""
        if situation.status not in self.sources:
            return "wrong_status"
        return _EXTRA_CONDITIONS.get(self.action, _always)(situation)


def _always(_: Situation) -> str | None:
    return None


def _return_refusal(situation: Situation) -> str | None:
    return "already_issued" if situation.issued_count else None


def _ask_confirmation_refusal(situation: Situation) -> str | None:
    return None if situation.needs_confirmation else "no_confirmation_wanted"


def _approve_refusal(situation: Situation) -> str | None:
    if situation.needs_confirmation and situation.status is not Status.CONFIRMED:
        return "enterprise_must_confirm_first"
    return None if situation.is_second_person else "second_person_needed"


def _needs_valid_refusal(situation: Situation) -> str | None:
    return None if situation.has_valid_issued else "not_valid_any_more"


_EXTRA_CONDITIONS = {
    Action.RETURN: _return_refusal,
    Action.ASK_CONFIRMATION: _ask_confirmation_refusal,
    Action.APPROVE: _approve_refusal,
    Action.PRINT: _needs_valid_refusal,
    Action.REISSUE: _needs_valid_refusal,
    Action.REVOKE: _needs_valid_refusal,
}

_S = Status
_EDITABLE = frozenset({_S.DRAFT, _S.RETURNED})
_IN_REVIEW = frozenset({_S.UNDER_REVIEW, _S.ON_HOLD, _S.AWAITING_CONFIRMATION, _S.CONFIRMED})
_WITH_ISSUED = frozenset({_S.APPROVED, _S.ISSUED})


def _row(
    action: Action,
    sources: frozenset[Status],
    target: Status | None,
    side: Side,
    *,
    needs_reason: bool = False,
    protocol: int | None = None,
) -> tuple[Action, Transition]:
    return action, Transition(
        action=action, sources=sources, target=target, side=side, needs_reason=needs_reason, protocol=protocol
    )


#: The one table of the workflow (design §5): buttons, permissions, list filters, timeline and tests come from it.
TRANSITIONS: dict[Action, Transition] = dict(
    [
        _row(Action.SAVE, _EDITABLE, None, Side.ENTERPRISE),
        _row(Action.SUBMIT, _EDITABLE, _S.SUBMITTED, Side.ENTERPRISE),
        _row(Action.CONFIRM, frozenset({_S.AWAITING_CONFIRMATION}), _S.CONFIRMED, Side.ENTERPRISE),
        _row(
            Action.OBJECT,
            frozenset({_S.AWAITING_CONFIRMATION}),
            _S.UNDER_REVIEW,
            Side.ENTERPRISE,
            needs_reason=True,
        ),
        _row(
            Action.WITHDRAW,
            _IN_REVIEW | {_S.SUBMITTED},
            _S.WITHDRAWN,
            Side.ENTERPRISE,
            needs_reason=True,
        ),
        _row(Action.DELETE, _EDITABLE, None, Side.ENTERPRISE),
        _row(Action.ACCEPT, frozenset({_S.SUBMITTED}), _S.UNDER_REVIEW, Side.CUSTOMS, protocol=1),
        _row(Action.TAKE_OVER, _IN_REVIEW | {_S.APPROVED}, None, Side.CUSTOMS),
        _row(Action.AMEND, frozenset({_S.UNDER_REVIEW, _S.CONFIRMED}), None, Side.CUSTOMS),
        _row(
            Action.RETURN,
            _IN_REVIEW | {_S.SUBMITTED, _S.APPROVED},
            _S.RETURNED,
            Side.CUSTOMS,
            needs_reason=True,
            protocol=1,
        ),
        _row(
            Action.ASK_CONFIRMATION,
            frozenset({_S.UNDER_REVIEW}),
            _S.AWAITING_CONFIRMATION,
            Side.CUSTOMS,
            protocol=1,
        ),
        _row(Action.APPROVE, frozenset({_S.UNDER_REVIEW, _S.CONFIRMED}), _S.APPROVED, Side.CUSTOMS, protocol=1),
        _row(Action.ISSUE, frozenset({_S.APPROVED}), _S.ISSUED, Side.CUSTOMS),
        _row(
            Action.HOLD,
            frozenset({_S.UNDER_REVIEW}),
            _S.ON_HOLD,
            Side.CUSTOMS,
            needs_reason=True,
            protocol=2,
        ),
        _row(Action.RESUME, frozenset({_S.ON_HOLD}), _S.UNDER_REVIEW, Side.CUSTOMS, protocol=2),
        _row(Action.PRINT, _WITH_ISSUED, None, Side.ENTERPRISE),
        _row(Action.REISSUE, _WITH_ISSUED, None, Side.ENTERPRISE, needs_reason=True),
        _row(Action.REVOKE, _WITH_ISSUED, None, Side.CUSTOMS, needs_reason=True, protocol=1),
    ]
)


#: action that customs' own system tells → the version of the messages from which on it can
TOLD_BY_CUSTOMS = {action.value: row.protocol for action, row in TRANSITIONS.items() if row.protocol is not None}


def allowed(situation: Situation) -> Iterator[Action]:
    """Yield the actions that this situation allows, in the table's order."""
    for action, transition in TRANSITIONS.items():
        if transition.refusal(situation) is None:
            yield action


def is_editable(status: Status) -> bool:
    """Tell whether the applicant may change contents (manual 5.3.1: not submitted, or returned by customs)."""
    return status in _EDITABLE
