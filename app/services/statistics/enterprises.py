"""Issued documents by enterprise."""

from __future__ import annotations

from collections import Counter

from sqlalchemy import select

from app.domain.periods import Period
from app.extensions import db
from app.models import Certificate, Organisation
from app.services.statistics import issued


def rows(period: Period) -> list[tuple[str, int]]:
    """Return enterprise and number of documents."""
    found = issued.by(Certificate.organisation_id, period)
    wanted = [number for number, _count in found]
    chosen = select(Organisation.id, Organisation.name).where(Organisation.id.in_(wanted))
    names = dict(db.session.execute(chosen).tuples().all())
    counted: Counter[str] = Counter()
    for number, count in found:
        counted[names.get(number, "")] += count  # two of one name are one row, as in the list that it leads to
    return counted.most_common()
