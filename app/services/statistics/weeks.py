"""The trend by week: documents issued by cloud (receipt date) and approvals, from the running totals."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

from sqlalchemy import func, select

from app.domain.periods import Period
from app.extensions import db
from app.models import DailyTotal
from app.models.total import APPROVED, CLOUD


def rows(period: Period) -> list[tuple[date, int, int]]:
    """Return each week's Monday with both counts, weeks without any included; the last week comes first."""
    counted: Counter[tuple[str, date]] = Counter()
    found = db.session.execute(
        select(DailyTotal.measure, DailyTotal.day, func.sum(DailyTotal.amount))
        .where(DailyTotal.measure.in_((CLOUD, APPROVED)), DailyTotal.day.between(period.first, period.last))
        .group_by(DailyTotal.measure, DailyTotal.day)
    )
    for measure, day, amount in found:
        counted[measure, _monday(day)] += int(amount)
    weeks = [_monday(period.first)]
    while weeks[-1] + timedelta(days=7) <= period.last:
        weeks.append(weeks[-1] + timedelta(days=7))
    return [(week, counted[CLOUD, week], counted[APPROVED, week]) for week in reversed(weeks)]


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())
