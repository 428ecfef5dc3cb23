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


def preview_pdf(actor: Actor, application_id: int, certificate_ids: Sequence[int], *, now: datetime) -> File:
    """Return the chosen documents, or all, in one PDF: watermarked what is not issued, frozen what is."""
    application, chosen = _chosen(actor, application_id, certificate_ids)
    files = [
        documents.issued(actor, one.id)[1] if one.issued_at else documents.preview_pdf(actor, one.id, now=now)
        for one in chosen
    ]
    return _joined(files, f"{application.inspection_no or application.id}-preview.pdf")


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

    Documents that have no file of this kind (slips have no copy) are left out. Raises NotFoundError (nothing is
    issued), NotPermittedError, NotAllowedNowError, DomainError (a reason is needed, nothing to print).
    """
    application, chosen = _chosen(actor, application_id, certificate_ids)
    if not any(one.issued_at for one in chosen):
        raise NotFoundError
    found = _frozen(certificate_ids, copy_kind)
    workflow.permit(actor, Action.PRINT, application)
    if not found:
        raise DomainError("nothing_to_print")
    files, ids = [documents.read(document) for document in found], [document.id for document in found]
    workflow.perform(actor, Action.PRINT, application_id, now=now, document_ids=ids, why_again=reason)
    return _joined(files, f"{application.inspection_no or application_id}-{copy_kind}.pdf")


def _chosen(
    actor: Actor, application_id: int, certificate_ids: Sequence[int]
) -> tuple[Application, Sequence[Certificate]]:
    """Return an application and its chosen documents, all when none is chosen, each of which the actor may preview."""
    application = applications.find(application_id)
    if not {*certificate_ids} <= {one.id for one in application.certificates}:
        raise NotFoundError
    chosen = [one for one in application.certificates if one.id in certificate_ids or not certificate_ids]
    return application, [documents.readable(actor, one.id) for one in chosen]


def _joined(files: Sequence[File], name: str) -> File:
    return files[0] if len(files) == 1 else File(joined([file.data for file in files]), name)


def ledger(application: Application, shown: Sequence[Certificate]) -> list[PrintRecord]:
    """Return every print of these documents of an application, newest first."""
    rows = db.session.scalars(
        select(PrintRecord)
        .join(IssuedDocument, PrintRecord.issued_document_id == IssuedDocument.id)
        .join(Certificate, IssuedDocument.certificate_id == Certificate.id)
        .where(Certificate.application_id == application.id, Certificate.id.in_([one.id for one in shown]))
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
