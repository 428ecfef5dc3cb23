"""Where an issued certificate stands: valid, supplemented by …, replaced by …, revoked; for officials abroad."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from app.domain.days import china_day
from app.domain.document.texts import read_date
from app.domain.workflow import Validity
from app.extensions import db
from app.models import Application, Certificate

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


def of(certificate: Certificate) -> Standing:
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


def _other(certificate: Certificate, kinds: tuple[str, ...]) -> Certificate | None:
    """Return the newest visible certificate made from this one; applications themselves nobody abroad sees."""
    table: Any = Application.__table__
    made_from = select(table.c.id).where(table.c.reissue_of_id == certificate.id, table.c.reissue_kind.in_(kinds))
    return db.session.scalar(
        select(Certificate)
        .where(Certificate.application_id.in_(made_from), Certificate.issued_at.is_not(None))
        .order_by(Certificate.issued_at.desc())
        .limit(1)
    )
