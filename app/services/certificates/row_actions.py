"""What can be done with the documents of a list: the workflow's refusals for a whole page, without a query a row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from app.domain.actor import Actor
from app.domain.workflow import STANDING, TRANSITIONS, Action, Situation, Status
from app.models import Application, Certificate
from app.services.workflow import workflow

#: The enterprise's actions that a list offers; those that need a reason or a form stand on the document's page.
OFFERED = (Action.SAVE, Action.SUBMIT, Action.PRINT, Action.REISSUE, Action.DELETE)


def refusals(actor: Actor, certificates: Iterable[Certificate]) -> Mapping[int, Mapping[Action, str | None]]:
    """Return for each certificate its offered actions, with the code of the reason why not now, or None.

    Actions that the actor's side or roles do not include are left out. The applications, with their certificates,
    should be loaded already.
    """
    by_application: dict[int, dict[Action, str | None]] = {}
    found: dict[int, Mapping[Action, str | None]] = {}
    for certificate in certificates:
        application = certificate.application
        if application.id not in by_application:
            by_application[application.id] = of_application(actor, application)
        found[certificate.id] = _with_own(by_application[application.id], certificate)
    return found


def of_application(
    actor: Actor, application: Application, *, offered: Collection[Action] = OFFERED
) -> dict[Action, str | None]:
    """Return the offered actions on a whole application, with the code of the reason why not now, or None."""
    situation = _situation(application)
    return {
        action: TRANSITIONS[action].refusal(situation) for action in offered if workflow.may(actor, action, application)
    }


def _situation(application: Application) -> Situation:
    """Return the situation as far as the enterprise's actions ask for it; who approves is not theirs."""
    issued = [certificate for certificate in application.certificates if certificate.issued_at]
    return Situation(
        status=Status(application.status),
        needs_confirmation=application.needs_confirmation,
        issued_count=len(issued),
        has_valid_issued=any(certificate.validity in STANDING for certificate in issued),
    )


def _with_own(shared: Mapping[Action, str | None], certificate: Certificate) -> Mapping[Action, str | None]:
    """Add what depends on the certificate itself: whether it is issued, and whether it is valid still."""
    if Action.REISSUE in shared and shared[Action.REISSUE] is None and certificate.validity not in STANDING:
        shared = {**shared, Action.REISSUE: "not_valid_any_more"}
    if Action.PRINT in shared and shared[Action.PRINT] is None and certificate.issued_at is None:
        return {**shared, Action.PRINT: "not_issued_yet"}
    return shared
