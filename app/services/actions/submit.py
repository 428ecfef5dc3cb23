"""Declare 申报: everything is checked at once, then customs has the papers."""

from __future__ import annotations

from app.domain.document.fields import errors_only
from app.domain.errors import InvalidError
from app.domain.event_details import ChangedField
from app.models import Application
from app.services.applications import applications, papers
from app.services.certificates import certificates
from app.services.exchange import message_bodies
from app.services.home import reminders
from app.services.workflow.workflow import Deed, Step


def hand_over(step: Step) -> None:
    """Check everything at once, then hand the papers to customs."""
    application = step.application
    applications.require_registration(step.actor)
    errors = errors_only(applications.check(application))
    errors += papers.problems(application, errors)
    if errors:
        raise InvalidError(errors)
    application.submitted_at = step.now
    application.submitted_by_id = step.actor.user_id
    application.review_round += 1
    application.review_opinion = ""
    step.details["changes"] = _changes_since_return(application)
    step.details["sent"] = {str(c.id): certificates.snapshot(c.content) for c in application.certificates}
    for remark in application.remarks:
        if remark.state == "returned":
            remark.state = "resolved"


def _changes_since_return(application: Application) -> list[ChangedField]:
    """Return the fields that the applicant changed since customs last had the papers."""
    sent = next((e.details.get("sent") for e in reversed(application.events) if e.details.get("sent")), None)
    if not sent:
        return []
    return [
        {"certificate": certificate.id, "path": path, "old": old, "new": new}
        for certificate in application.certificates
        for path, old, new in certificates.changes(
            sent.get(str(certificate.id), {}), certificates.snapshot(certificate.content)
        )
    ]


#: the reviewer who has returned the papers before hears of them again
DEED = Deed(
    effect=hand_over,
    prepare=papers.prepare,
    recipients=reminders.reviewer,
    message=("application", message_bodies.application),
)
