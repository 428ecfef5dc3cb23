"""What an official abroad sees of a document beside its file: where it stands, and the scans under its number."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from app.domain.days import china_day
from app.domain.document.texts import read_date
from app.domain.errors import DomainError
from app.domain.workflow import Validity
from app.extensions import db
from app.gateways import gateways
from app.models import Application, Certificate
from app.models.scan import Scan
from app.services.certificates.documents import File

#: Which reissues changed the standing of the certificate that they were made from.
KINDS: dict[str, tuple[str, ...]] = {
    Validity.SUPPLEMENTED.value: ("supplement",),
    Validity.REPLACED.value: ("change", "replace"),
}


@dataclass(frozen=True, kw_only=True)
class Standing:
    """Hold the state, and the other certificate that brought it about where the reader may see that one too."""

    state: str
    other_no: str = ""
    other_issue_date: date | None = None


def standing_of(certificate: Certificate) -> Standing:
    """Return where a certificate stands; another certificate is named only within the session's scope."""
    state = certificate.validity or Validity.VALID.value
    kinds = KINDS.get(state)
    other = _other(certificate, kinds) if kinds else None
    if other is None:
        return Standing(state=state)
    day = issue_date(other.values, other.issued_at) if other.issued_at else None
    return Standing(state=state, other_no=other.certificate_no or "", other_issue_date=day)


def issue_date(values: Mapping[str, str], issued_at: datetime) -> date:
    """Return the date of issue that a document prints, else the day in China on which it was issued."""
    return read_date(values.get("date_of_issue", "")) or china_day(issued_at)


def scans_under(document_no: str) -> Sequence[Scan]:
    """Return the scans under a document number in the session's scope, the newest first."""
    return list(db.session.scalars(select(Scan).where(Scan.document_no == document_no).order_by(Scan.id.desc())))


def read_scan(scan: Scan) -> tuple[File, str]:
    """Return the present file of a scan and its media type; raises DomainError when it is not what was uploaded."""
    kept = scan.file
    data = gateways().files.get(kept.storage_key)
    if hashlib.sha256(data).hexdigest() != kept.sha256:
        raise DomainError("file_damaged", number=scan.document_no)
    return File(data, f"{scan.document_no}-{scan.id}.{kept.extension}"), kept.media_type


def _other(certificate: Certificate, kinds: tuple[str, ...]) -> Certificate | None:
    """Return the newest visible certificate made from this one; applications themselves nobody abroad sees."""
    table = Application.__table__
    made_from = select(table.c.id).where(table.c.reissue_of_id == certificate.id, table.c.reissue_kind.in_(kinds))
    return db.session.scalar(
        select(Certificate)
        .where(Certificate.application_id.in_(made_from), Certificate.issued_at.is_not(None))
        .order_by(Certificate.issued_at.desc())
        .limit(1)
    )
