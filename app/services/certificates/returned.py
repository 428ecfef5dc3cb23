"""What came back 退回与待确认: returned documents with the reviewer's words, and drafts that wait for confirmation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.domain.actor import Actor
from app.domain.event_details import ChangedField
from app.domain.workflow import Action, Status
from app.extensions import db
from app.models import Application, ApplicationEvent, Certificate, ReviewRemark
from app.services.base import records

ASKING = (Status.RETURNED, Status.AWAITING_CONFIRMATION)
SHOWN = 100


@dataclass(frozen=True, kw_only=True)
class CameBack:
    """Hold one document: the step that brought it back, the remarks at its fields, what customs changed in it.

    changes    {"path": …, "old": …, "new": …}
    """

    certificate: Certificate
    event: ApplicationEvent | None
    remarks: Sequence[ReviewRemark]
    changes: Sequence[ChangedField]


def of(actor: Actor) -> Sequence[CameBack]:
    """Return what came back to the actor's enterprise, the latest first; raises NotPermittedError."""
    records.require(actor, "list", "returned")
    found = db.session.scalars(
        select(Certificate)
        .where(Certificate.status.in_([status.value for status in ASKING]))
        .options(
            joinedload(Certificate.application).options(
                selectinload(Application.events), selectinload(Application.remarks)
            ),
            selectinload(Certificate.format_version),
        )
        .order_by(Certificate.changed_at.desc(), Certificate.id.desc())
        .limit(SHOWN)
    )
    return [_came_back(certificate) for certificate in found]


def _came_back(certificate: Certificate) -> CameBack:
    application = certificate.application
    is_returned = application.status == Status.RETURNED
    action = Action.RETURN if is_returned else Action.ASK_CONFIRMATION
    event = next((one for one in reversed(application.events) if one.action == action), None)
    changes = event.details.get("changes", ()) if event else ()
    return CameBack(
        certificate=certificate,
        event=event,
        remarks=[
            remark
            for remark in application.remarks
            if remark.certificate_id == certificate.id and remark.state in ("returned", "accepted")
        ],
        changes=[change for change in changes if change.get("certificate") == certificate.id],
    )
