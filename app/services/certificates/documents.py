"""Documents: the preview of a draft as PDF, the frozen file of an issued one, and the print ledger."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.domain.actor import Actor
from app.domain.errors import DomainError, NotFoundError, NotPermittedError
from app.domain.workflow import Action
from app.extensions import db
from app.gateways import gateways
from app.models import Certificate, IssuedDocument
from app.services.base import stored_files
from app.services.certificates import certificates, printing
from app.services.workflow import workflow

PREVIEWS = "previews"


@dataclass(frozen=True)
class File:
    """Hold a PDF and the name it is saved under."""

    data: bytes
    name: str


def preview_pdf(actor: Actor, certificate_id: int, *, now: datetime) -> File:
    """Return the watermarked PDF of what is not issued; made once per content, then served from storage."""
    certificate = readable(actor, certificate_id)
    sheet = printing.draft(certificate, actor, now=now)
    key = f"{PREVIEWS}/{sheet.key}.pdf"
    store = gateways().files
    try:
        data = store.get(key)
    except FileNotFoundError:
        data = gateways().typesetter.print(sheet, is_final=False).pdf
        store.put(key, data)
    return File(data, f"{certificate.inspection_no or certificate.id}-preview.pdf")


def sweep_previews(now: datetime) -> list[str]:
    """Remove the previews of hours ago, which are made again when they are asked for; return their keys."""
    return stored_files.sweep(PREVIEWS, known=lambda _keys: set(), now=now)


def issued(actor: Actor, certificate_id: int, copy_kind: str = "original") -> tuple[IssuedDocument, File]:
    """Return the frozen document; raises NotFoundError when it is not issued or its file is not what was frozen."""
    readable(actor, certificate_id)
    document = db.session.scalar(
        select(IssuedDocument).where(
            IssuedDocument.certificate_id == certificate_id, IssuedDocument.copy_kind == copy_kind
        )
    )
    if document is None:
        raise NotFoundError
    return document, read(document)


def read(document: IssuedDocument) -> File:
    """Return the frozen file of a document; raises DomainError when it is not what was frozen."""
    data = gateways().files.get(document.storage_key)
    if hashlib.sha256(data).hexdigest() != document.sha256:
        raise DomainError("file_damaged", number=document.certificate_no)
    return File(data, f"{document.certificate_no}-{document.copy_kind}.pdf")


def print_issued(
    actor: Actor, certificate_id: int, *, copy_kind: str, now: datetime, reason: str = ""
) -> tuple[IssuedDocument, File]:
    """Serve the frozen file for printing and write it into the ledger; originals past their number need a reason."""
    document, file = issued(actor, certificate_id, copy_kind)
    application_id = document.certificate.application_id
    workflow.perform(actor, Action.PRINT, application_id, now=now, document_id=document.id, why_again=reason)
    return document, file


def readable(actor: Actor, certificate_id: int) -> Certificate:
    """Return a document that the actor may look at; raises NotFoundError, NotPermittedError."""
    certificate = certificates.load(certificate_id)
    permit(actor, certificate)
    return certificate


def permit(actor: Actor, certificate: Certificate) -> None:
    """Raise NotPermittedError when the actor may not look at a document."""
    if not actor.may("can_preview", certificates.resource(certificate)):
        raise NotPermittedError(action="preview")
