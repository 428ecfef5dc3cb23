"""All documents of an application at once: preview, print in one PDF, and the ledger of its prints."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from app.domain.actor import Actor
from app.domain.errors import DomainError, NotFoundError
from app.domain.workflow import Action
from app.extensions import db
from app.models import Application, Certificate, IssuedDocument, PrintRecord
from app.services.applications import applications
from app.services.base.pdf_files import joined
from app.services.certificates import documents
from app.services.certificates.documents import File
from app.services.workflow import workflow


def preview_pdf(actor: Actor, application_id: int, *, now: datetime) -> File:
    """Return every document in one PDF: watermarked what is not issued, frozen what is."""
    application = applications.find(application_id)
    found = [(certificate.id, bool(certificate.issued_at)) for certificate in application.certificates]
    files = [
        documents.issued(actor, number)[1] if is_issued else documents.preview_pdf(actor, number, now=now)
        for number, is_issued in found
    ]
    return File(joined([file.data for file in files]), f"{application.inspection_no or application.id}-preview.pdf")


def print_chosen(
    actor: Actor,
    application_id: int,
    certificate_ids: Sequence[int],
    *,
    copy_kind: str,
    now: datetime,
    reason: str = "",
) -> File:
    """Return the frozen files of the chosen documents in one PDF; each goes into the ledger, or none does.

    Documents that have no file of this kind (slips have no copy) are left out. Raises NotFoundError,
    NotPermittedError, NotAllowedNowError, DomainError (a reason is needed, nothing to print).
    """
    application = applications.find(application_id)
    own = {certificate.id for certificate in application.certificates}
    if not set(certificate_ids) <= own:
        raise NotFoundError
    for number in certificate_ids:
        documents.readable(actor, number)
    found = _frozen(certificate_ids, copy_kind)
    workflow.permit(actor, Action.PRINT, application)
    if not found:
        raise DomainError("nothing_to_print")
    files, ids = [documents.read(document).data for document in found], [document.id for document in found]
    workflow.perform(actor, Action.PRINT, application_id, now=now, document_ids=ids, why_again=reason)
    name = f"{application.inspection_no or application_id}-{copy_kind}.pdf"
    return File(joined(files), name)


def ledger(application: Application) -> list[PrintRecord]:
    """Return every print of an application's documents, newest first."""
    rows = db.session.scalars(
        select(PrintRecord)
        .join(IssuedDocument, PrintRecord.issued_document_id == IssuedDocument.id)
        .join(Certificate, IssuedDocument.certificate_id == Certificate.id)
        .where(Certificate.application_id == application.id)
        .options(joinedload(PrintRecord.document))
        .order_by(PrintRecord.id.desc())
    )
    return list(rows)


def copy_kinds(application: Application) -> list[str]:
    """Return which frozen files the application's issued documents have: original, copy."""
    rows = db.session.scalars(
        select(IssuedDocument.copy_kind)
        .join(Certificate, IssuedDocument.certificate_id == Certificate.id)
        .where(Certificate.application_id == application.id)
        .distinct()
    )
    return sorted(rows, reverse=True)


def _frozen(certificate_ids: Sequence[int], copy_kind: str) -> list[IssuedDocument]:
    """Return the frozen files in the order of the documents."""
    rows = db.session.scalars(
        select(IssuedDocument)
        .join(Certificate, IssuedDocument.certificate_id == Certificate.id)
        .where(IssuedDocument.certificate_id.in_(list(certificate_ids)), IssuedDocument.copy_kind == copy_kind)
        .order_by(Certificate.position, Certificate.id)
    )
    return list(rows)
