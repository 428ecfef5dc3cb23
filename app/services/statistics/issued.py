"""Issued documents of a period by one column: what several statistics count."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import InstrumentedAttribute

from app.domain.periods import Period
from app.extensions import db
from app.models import Certificate

Counted = TypeVar("Counted")


def by(column: InstrumentedAttribute[Counted], period: Period, *, limit: int = 200) -> list[tuple[Counted, int]]:
    """Count the documents made in a period by a column, the most frequent first."""
    return [(value, int(count)) for value, count in db.session.execute(statement(column, period).limit(limit))]


def statement(column: InstrumentedAttribute[Counted], period: Period) -> Select[Counted, int]:
    """Return the SELECT that counts by a column."""
    return (
        select(column, func.count(Certificate.id))
        .where(Certificate.issued_at.is_not(None), Certificate.making_date.between(period.first, period.last))
        .group_by(column)
        .order_by(func.count(Certificate.id).desc(), column)
    )
