"""Remarks 字段意见: change one, write its suggested value into the draft, put the applicant's value back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from app.domain.actor import Actor
from app.domain.document import sides
from app.domain.document.content import Content
from app.domain.document.paths import row_number
from app.domain.errors import DomainError, NotFoundError
from app.domain.event_details import ReturnedField
from app.domain.workflow import Action
from app.models import Application, Certificate, ReviewRemark
from app.services.base.transaction import transaction
from app.services.certificates import certificates, comparisons
from app.services.workflow import workflow


def require_place(certificate: Certificate, path: str) -> None:
    """Raise DomainError unless the path names a value or cell that the applicant enters in this document."""
    spec = certificate.format_version.spec
    head, _, rest = path.partition(".")
    if head == "values" and rest in sides.value_keys(spec, "applicant"):
        return
    number, _, column = rest.partition(".")
    at = row_number(number)
    has_row = at is not None and at < len(certificate.rows.get(head, ()))
    if not has_row or column not in sides.columns_of(spec, head, "applicant"):
        raise DomainError("unknown_fields")


def change(
    actor: Actor,
    certificate_id: int,
    remark_id: int,
    *,
    opinion: str,
    suggested_value: str | None = None,
) -> ReviewRemark:
    """Word a remark anew that was not sent yet. Raises NotFoundError, DomainError without an opinion."""
    if not opinion.strip():
        raise DomainError("reason_needed")
    with transaction():
        certificate = certificates.load(certificate_id)
        application = workflow.load(certificate.application_id)
        workflow.permit(actor, Action.RETURN, application)
        remark = _open_remark(application, remark_id, certificate_id)
        remark.opinion = opinion.strip()
        remark.suggested_value = (suggested_value or "").strip() or None
        remark.reviewer_name = actor.name
    return remark


def write_into_draft(actor: Actor, certificate_id: int, remark_id: int, *, version: int, now: datetime) -> Application:
    """Write the suggested value of a remark into the draft (需确认后拟制, before confirmation).

    Raises NotFoundError, NotAllowedNowError, StaleError, InvalidError.
    """
    certificate = certificates.load(certificate_id)
    remark = _open_remark(certificate.application, remark_id, certificate_id)
    if remark.suggested_value is None:
        raise NotFoundError
    content = with_place(certificate.content, remark.path, remark.suggested_value)
    return workflow.perform(
        actor,
        Action.AMEND,
        certificate.application_id,
        now=now,
        version=version,
        certificate_id=certificate_id,
        content=content,
        remark_id=remark_id,
    )


def put_back(actor: Actor, certificate_id: int, path: str, *, version: int, now: datetime) -> Application:
    """Give a place that the reviewer changed the value back that the applicant declared."""
    certificate = certificates.load(certificate_id)
    amended = (change for line in comparisons.of(certificate).lines for change in line.amended)
    found = next((change for change in amended if change.path == path), None)
    if found is None:
        raise NotFoundError
    return workflow.perform(
        actor,
        Action.AMEND,
        certificate.application_id,
        now=now,
        version=version,
        certificate_id=certificate_id,
        content=with_place(certificate.content, path, found.old),
    )


def told(found: Iterable[ReviewRemark]) -> list[ReturnedField]:
    """Return remarks as the history keeps them."""
    return [
        {"certificate": r.certificate_id, "path": r.path, "opinion": r.opinion, "suggested": r.suggested_value}
        for r in found
    ]


def with_place(content: Content, path: str, text: str) -> Content:
    """Return the contents with another text at a path: `values.consignor` or `goods_lines.3.weight`."""
    head, _, rest = path.partition(".")
    if head == "values":
        return replace(content, values={**content.values, rest: text})
    number, _, column = rest.partition(".")
    rows = [dict(row) for row in content.rows.get(head, ())]
    at = row_number(number)
    if at is None or at >= len(rows):
        raise NotFoundError
    rows[at][column] = text
    return replace(content, rows={**content.rows, head: rows})


def _open_remark(application: Application, remark_id: int, certificate_id: int) -> ReviewRemark:
    for remark in application.remarks:
        if remark.id == remark_id and remark.state == "open" and remark.certificate_id == certificate_id:
            return remark
    raise NotFoundError
