"""Print 打印: each print of an issued document stands in the ledger."""

from __future__ import annotations

from sqlalchemy import func, select

from app.domain.errors import DomainError, NotAllowedNowError, NotFoundError
from app.domain.workflow import Action, Validity
from app.extensions import db
from app.models import IssuedDocument, PrintRecord
from app.services.exchange import message_bodies
from app.services.workflow.workflow import Deed, Step


def log_prints(step: Step) -> None:
    """Write prints of one or several documents into the ledger, all of them or none."""
    why_again = str(step.data.get("why_again") or "").strip()
    ids = step.data.get("document_ids") or [step.data["document_id"]]
    step.details["document"] = "; ".join(_log(step, number, why_again) for number in ids)
    step.reason = why_again


def _log(step: Step, document_id: int, why_again: str) -> str:
    """Write one print and name it; originals past their number need a reason."""
    document = db.session.scalar(select(IssuedDocument).where(IssuedDocument.id == document_id))
    if document is None or document.certificate.application_id != step.application.id:
        raise NotFoundError
    if document.certificate.validity not in (Validity.VALID, Validity.SUPPLEMENTED):
        raise NotAllowedNowError("not_valid_any_more", action=Action.PRINT.value)
    done = db.session.scalar(select(func.count(PrintRecord.id)).where(PrintRecord.issued_document_id == document.id))
    certificate = document.certificate
    if document.copy_kind == "original" and (done or 0) >= certificate.originals and not why_again:
        raise DomainError("reason_for_reprint_needed", allowed=certificate.originals)
    db.session.add(
        PrintRecord(
            organisation_id=document.organisation_id,
            document=document,
            copy_kind=document.copy_kind,
            copy_number=(done or 0) + 1,
            printed_at=step.now,
            printed_by_id=step.actor.user_id,
            actor_name=step.actor.name,
            reason=why_again,
        )
    )
    return f"{document.certificate_no} {document.copy_kind} {(done or 0) + 1}"


DEED = Deed(effect=log_prints, message=("printed_counts", message_bodies.printed_counts))
