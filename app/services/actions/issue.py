"""Issue 制证: the files that were rendered before the transaction become the documents."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.days import china_day
from app.domain.errors import StaleError
from app.domain.workflow import Status, Validity
from app.extensions import db
from app.models import Certificate, IssuedDocument
from app.services.applications import reissues
from app.services.certificates import certificates
from app.services.certificates.freezing import Frozen
from app.services.home import reminders
from app.services.workflow.workflow import Deed, Step


def keep_files(step: Step) -> None:
    """Keep the frozen files; the application is issued once all its certificates are."""
    files: Iterable[Frozen] = step.data["files"]
    reissues.require_standing(step.application)
    by_id = {certificate.id: certificate for certificate in step.application.certificates}
    issued = []
    for frozen in files:
        certificate = by_id.get(frozen.sheets.certificate_id)
        if certificate is None or certificate.version != frozen.sheets.certificate_version:
            raise StaleError
        _keep(step, certificate, frozen)
        issued.append(certificate)
    for certificate in dict.fromkeys(issued):
        _mark_issued(step, certificate)
    if all(certificate.issued_at for certificate in step.application.certificates):
        step.application.issued_at = step.now
    else:
        step.target = Status.APPROVED
    step.details["certificates"] = [certificate.certificate_no for certificate in dict.fromkeys(issued)]


def _keep(step: Step, certificate: Certificate, frozen: Frozen) -> None:
    db.session.add(
        IssuedDocument(
            organisation_id=certificate.organisation_id,
            certificate=certificate,
            copy_kind=frozen.sheets.copy_kind,
            certificate_no=certificate.certificate_no,
            format_version_id=certificate.format_version_id,
            content=certificates.snapshot(certificate.content),
            storage_key=frozen.storage_key,
            sha256=frozen.sha256,
            size=len(frozen.data),
            pages=frozen.printed.pages,
            pdf_engine=frozen.printed.engine,
            fonts=frozen.printed.fonts,
            issued_at=step.now,
            issued_by_id=step.actor.user_id,
        )
    )


def _mark_issued(step: Step, certificate: Certificate) -> None:
    today = china_day(step.now)
    #: customs' own dates, where it is another system that made the certificate
    receipt_date, making_date = (step.data.get("dates") or {}).get(certificate.id, (None, today))
    certificate.issued_at = step.now
    certificate.validity = Validity.VALID.value
    certificate.receipt_date = receipt_date or certificate.receipt_date or today
    certificate.making_date = making_date
    reissues.settle(step.application)


DEED = Deed(effect=keep_files, recipients=reminders.clerks)
