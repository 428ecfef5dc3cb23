"""Approve 同意: the certificates get their numbers."""

from __future__ import annotations

from collections.abc import Mapping

from app.domain.document import fields, numbering
from app.domain.document.fields import FieldError
from app.domain.errors import InvalidError
from app.services.applications import papers
from app.services.base import glyphs
from app.services.base.names import Names
from app.services.exchange import customs_feed
from app.services.home import reminders
from app.services.workflow.workflow import Deed, Step


def give_numbers(step: Step) -> None:
    """Check customs' own fields, let the engine lay the very papers out, and give the certificate numbers."""
    application = step.application
    covers = glyphs.covers()
    errors = [
        FieldError(f"certificates.{certificate.id}.{e.path}", e.code, e.params, e.severity)
        for certificate in application.certificates
        for e in fields.check(
            certificate.format_version.spec, certificate.content, by="customs", names=Names(), covers=covers
        )
        if e.severity == "error"
    ]
    errors += papers.problems(application, errors)
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


DEED = Deed(
    effect=give_numbers,
    prepare=papers.prepare,
    recipients=reminders.clerks,
    report=customs_feed.approve,
    takes_along="proposals",
)
