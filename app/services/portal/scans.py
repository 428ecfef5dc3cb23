"""Scans as officials abroad see them: those under a number, within their scope; who uploaded them and when."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from sqlalchemy import select

from app.domain.errors import DomainError
from app.extensions import db
from app.gateways import gateways
from app.models.scan import Scan
from app.services.certificates.documents import File


def under(document_no: str) -> Sequence[Scan]:
    """Return the scans under a document number in the session's scope, the newest first."""
    return list(db.session.scalars(select(Scan).where(Scan.document_no == document_no).order_by(Scan.id.desc())))


def read(scan: Scan) -> tuple[File, str]:
    """Return the present file of a scan and its media type; raises DomainError when it is not what was uploaded."""
    kept = scan.file
    data = gateways().files.get(kept.storage_key)
    if hashlib.sha256(data).hexdigest() != kept.sha256:
        raise DomainError("file_damaged", number=scan.document_no)
    return File(data, f"{scan.document_no}-{scan.id}.{kept.extension}"), kept.media_type
