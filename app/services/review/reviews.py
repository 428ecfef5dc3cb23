"""The reviewer's part: accept, take over, remark, fill in, return, ask, approve, revoke."""

from __future__ import annotations

from app.domain.actor import Actor
from app.domain.document import storing
from app.domain.errors import DomainError, NotAllowedNowError, NotFoundError
from app.domain.workflow import TRANSITIONS, Action, Status
from app.extensions import db
from app.models import Application, Certificate, ReviewRemark
from app.services.base.transaction import transaction
from app.services.certificates import certificates, reissue_limits, shared_goods
from app.services.review import remarks
from app.services.workflow import workflow

#: what is approved can be returned, too, but its fields are not talked about any more
REMARK_STATUSES = TRANSITIONS[Action.RETURN].sources - {Status.APPROVED}


def add_remark(
    actor: Actor,
    certificate_id: int,
    *,
    path: str,
    opinion: str,
    suggested_value: str | None = None,
) -> ReviewRemark:
    """Note an opinion at a field, with the value that should stand there; the applicant sees it after the return."""
    if not opinion.strip():
        raise DomainError("reason_needed")
    with transaction():
        certificate = certificates.load(certificate_id)
        application = workflow.load(certificate.application_id)
        _require_reviewer(actor, application)
        remarks.require_place(certificate, path)
        remark = ReviewRemark(
            application=application,
            certificate_id=certificate.id,
            review_round=application.review_round,
            path=path,
            opinion=opinion.strip(),
            suggested_value=suggested_value or None,
            reviewer_name=actor.name,
        )
        db.session.add(remark)
    return remark


def remove_remark(actor: Actor, certificate_id: int, remark_id: int) -> None:
    """Take back a remark that was not sent yet. Raises NotFoundError."""
    with transaction():
        certificate = certificates.load(certificate_id)
        application = workflow.load(certificate.application_id)
        _require_reviewer(actor, application)
        for remark in application.remarks:
            if remark.id == remark_id and remark.state == "open":
                db.session.delete(remark)
                return
        raise NotFoundError


def accept_suggestion(actor: Actor, certificate_id: int, remark_id: int) -> Certificate:
    """Write the value that the reviewer suggested into the returned draft (the clerk's one click)."""
    with transaction():
        certificate = certificates.load(certificate_id)
        application = workflow.load(certificate.application_id)
        workflow.permit(actor, Action.SAVE, application)
        remark = next((r for r in application.remarks if r.id == remark_id and r.state == "returned"), None)
        if remark is None or remark.suggested_value is None or remark.certificate_id != certificate.id:
            raise NotFoundError
        rows, before = dict(certificate.rows), certificate.content
        _write_path(certificate, remark.path, remark.suggested_value)
        reissue_limits.require_open(certificate, before)
        certificate.sources = {**certificate.sources, remark.path: "suggested"}
        shared_goods.spread(certificate, rows, source="suggested")
        remark.state = "accepted"
    return certificate


def _require_reviewer(actor: Actor, application: Application) -> None:
    """Let remarks be written by whoever may return the application."""
    workflow.permit(actor, Action.RETURN, application)
    if Status(application.status) not in REMARK_STATUSES:
        raise NotAllowedNowError("wrong_status", action=Action.RETURN.value, status=application.status)


def _write_path(certificate: Certificate, path: str, value: str) -> None:
    """Write one value by its path: `values.consignor` or `goods_lines.3.weight`."""
    spec = certificate.format_version.spec
    content = remarks.with_place(certificate.content, path, storing.stored_text(spec, path, value))
    certificate.values = dict(content.values)
    certificate.rows = {group: [dict(row) for row in rows] for group, rows in content.rows.items()}
