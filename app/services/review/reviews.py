"""The reviewer's part: accept, take over, remark, fill in, return, ask, approve, revoke."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from app.domain.actor import Actor
from app.domain.document import fields, numbering
from app.domain.document.content import Content
from app.domain.document.fields import FieldError
from app.domain.errors import DomainError, InvalidError, NotAllowedNowError, NotFoundError
from app.domain.workflow import Action, Status, Validity
from app.extensions import db
from app.models import Application, Certificate, ReviewRemark
from app.services.base.names import Names
from app.services.base.transaction import transaction
from app.services.certificates import certificates, reissue_limits, shared_goods
from app.services.review import customs_fields, remarks
from app.services.workflow import workflow
from app.services.workflow.workflow import Step

REMARK_STATUSES = (Status.UNDER_REVIEW, Status.SUBMITTED, Status.CONFIRMED, Status.AWAITING_CONFIRMATION)


def add_remark(
    actor: Actor,
    certificate_id: int,
    *,
    path: str,
    opinion: str,
    now: datetime,
    suggested_value: str | None = None,
) -> ReviewRemark:
    """Note an opinion at a field, with the value that should stand there; the applicant sees it after the return."""
    del now
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


def accept_suggestion(actor: Actor, certificate_id: int, remark_id: int, *, now: datetime) -> Certificate:
    """Write the value that the reviewer suggested into the returned draft (the clerk's one click)."""
    del now
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


def on_accept(step: Step) -> None:
    """Name the reviewer."""
    step.application.accepted_at = step.now
    step.application.reviewer_id = step.actor.user_id


def on_take_over(step: Step) -> None:
    """Change the reviewer to another one of the office."""
    if step.application.reviewer_id == step.actor.user_id:
        raise NotAllowedNowError("already_yours", action=Action.TAKE_OVER.value)
    previous = step.application.reviewer
    step.details["from_reviewer"] = previous.full_name if previous else ""
    step.details["from_reviewer_id"] = previous.id if previous else None
    step.application.reviewer_id = step.actor.user_id


def on_amend(step: Step) -> None:
    """Change customs' own fields, and the applicant's only under 需确认后拟制 before confirmation (design §5)."""
    certificate = _certificate(step)
    changed: list[dict[str, Any]] = []
    content: Content | None = step.data.get("content")
    if content is not None:
        application = step.application
        if not application.needs_confirmation or application.status != Status.UNDER_REVIEW:
            raise NotAllowedNowError("applicants_fields_are_closed", action=Action.AMEND.value)
        changed += certificates.amend_contents(certificate, content)
    customs_values: Mapping[str, str] = step.data.get("customs_values") or {}
    changed += customs_fields.write(certificate, customs_values)
    _mark_written(step, certificate)
    step.details["changes"] = changed


def _mark_written(step: Step, certificate: Certificate) -> None:
    """Note that the value which a remark suggested now stands in the draft."""
    for remark in step.application.remarks:
        if remark.id == step.data.get("remark_id") and remark.certificate_id == certificate.id:
            remark.state = "accepted"


def on_return(step: Step) -> None:
    """Send the papers back with the opinion and the remarks at fields."""
    application = step.application
    application.review_opinion = step.reason
    application.reviewed_at = step.now
    application.reviewer_id = application.reviewer_id or step.actor.user_id
    sent = [remark for remark in application.remarks if remark.state == "open"]
    for remark in sent:
        remark.state = "returned"
    step.details["remarks"] = _told(sent)


def on_ask_confirmation(step: Step) -> None:
    """Show the enterprise what the reviewer changed since it declared."""
    changed: list[dict[str, Any]] = []
    for event in step.application.events:
        if event.action == Action.SUBMIT:
            changed = []
        elif event.action == Action.AMEND:
            changed += event.details.get("changes", [])
    step.details["changes"] = changed
    step.details["remarks"] = _told([r for r in step.application.remarks if r.state in {"open", "accepted"}])


def _told(remarks_: Iterable[ReviewRemark]) -> list[dict[str, Any]]:
    return [
        {"certificate": r.certificate_id, "path": r.path, "opinion": r.opinion, "suggested": r.suggested_value}
        for r in remarks_
    ]


def on_approve(step: Step) -> None:
    """Check customs' own fields and give the certificate numbers."""
    application = step.application
    errors = [
        FieldError(f"certificates.{certificate.id}.{e.path}", e.code, e.params, e.severity)
        for certificate in application.certificates
        for e in fields.check(certificate.format_version.spec, certificate.content, by="customs", names=Names())
        if e.severity == "error"
    ]
    if errors:
        raise InvalidError(errors)
    given: Mapping[int, str] = step.data.get("certificate_nos") or {}
    for certificate in application.certificates:
        wanted = certificate.certificate_no or given.get(certificate.id)
        certificate.certificate_no = wanted or numbering.certificate_no(
            application.inspection_no, certificate.sub_certificate_no
        )
    application.approved_at = application.reviewed_at = step.now
    application.review_opinion = step.reason


def on_revoke(step: Step) -> None:
    """Take the validity of one issued certificate away."""
    certificate = _certificate(step)
    if certificate.validity not in (Validity.VALID, Validity.SUPPLEMENTED):
        raise NotAllowedNowError("not_valid_any_more", action=Action.REVOKE.value)
    certificate.validity = Validity.REVOKED.value
    step.details["certificate"] = certificate.id


def _certificate(step: Step) -> Certificate:
    wanted = step.data.get("certificate_id")
    for certificate in step.application.certificates:
        if certificate.id == wanted:
            return certificate
    raise NotFoundError


def _require_reviewer(actor: Actor, application: Application) -> None:
    """Let remarks be written by whoever may return the application."""
    workflow.permit(actor, Action.RETURN, application)
    if Status(application.status) not in REMARK_STATUSES:
        raise NotAllowedNowError("wrong_status", action=Action.RETURN.value, status=application.status)


def _write_path(certificate: Certificate, path: str, value: str) -> None:
    """Write one value by its path: `values.consignor` or `goods_lines.3.weight`."""
    content = remarks.with_place(certificate.content, path, value)
    certificate.values = dict(content.values)
    certificate.rows = {group: [dict(row) for row in rows] for group, rows in content.rows.items()}
