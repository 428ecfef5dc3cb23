"""Turnaround: hours from declaration to approval by customs office and document type, median and 95th percentile."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TypeVarTuple

from sqlalchemy import Select, func, select

from app.domain.percentiles import percentile
from app.domain.periods import Period
from app.extensions import db
from app.models import Certificate
from app.services.base import china

MEDIAN, SLOWEST = 0.5, 0.95
HOUR = 3600
Selected = TypeVarTuple("Selected")


def rows(period: Period) -> list[tuple[str, str, int, float, float]]:
    """Return office, type, number of approvals, median and 95th percentile in hours."""
    is_postgresql = db.engine.dialect.name == "postgresql"
    found = _in_database(period) if is_postgresql else _in_python(period)
    return sorted(found, key=lambda row: (-row[2], row[0], row[1]))


def _in_database(period: Period) -> list[tuple[str, str, int, float, float]]:
    hours = func.extract("epoch", Certificate.approved_at - Certificate.submitted_at) / HOUR
    columns = (Certificate.declaring_customs, Certificate.type_code)
    parts = [func.percentile_cont(part).within_group(hours) for part in (MEDIAN, SLOWEST)]
    statement = _approved(select(*columns, func.count(Certificate.id), *parts), period).group_by(*columns)
    return [
        (office, kind, int(count), float(median), float(slowest))
        for office, kind, count, median, slowest in db.session.execute(statement)
    ]


def _in_python(period: Period) -> list[tuple[str, str, int, float, float]]:
    """Do the same where the database has no percentiles."""
    wanted = select(
        Certificate.declaring_customs, Certificate.type_code, Certificate.submitted_at, Certificate.approved_at
    )
    groups: dict[tuple[str, str], list[float]] = defaultdict(list)
    for office, kind, submitted_at, approved_at in db.session.execute(_approved(wanted, period)):
        if approved_at is not None and submitted_at is not None:
            groups[office, kind].append((approved_at - submitted_at).total_seconds() / HOUR)
    return [(*key, len(hours), *_both(sorted(hours))) for key, hours in groups.items()]


def _both(hours: Sequence[float]) -> tuple[float, float]:
    return percentile(hours, MEDIAN), percentile(hours, SLOWEST)


def _approved(statement: Select[*Selected], period: Period) -> Select[*Selected]:
    first, end = china.bounds(period.first, period.last)
    return statement.where(
        Certificate.approved_at >= first, Certificate.approved_at < end, Certificate.submitted_at.is_not(None)
    )
