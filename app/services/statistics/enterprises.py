"""Issued documents by enterprise."""

from __future__ import annotations

from app.domain.periods import Period
from app.extensions import db
from app.models import Certificate, Organisation
from app.services.statistics import issued


def rows(period: Period) -> list[tuple[str, int]]:
    """Return enterprise and number of documents."""
    found = issued.by(Certificate.organisation_id, period)
    wanted = [number for number, _count in found]
    chosen = db.select(Organisation.id, Organisation.name).where(Organisation.id.in_(wanted))
    names = dict(db.session.execute(chosen).tuples().all())
    return [(names.get(number, ""), count) for number, count in found]
