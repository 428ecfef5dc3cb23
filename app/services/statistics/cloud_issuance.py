"""Cloud issuance 云签发应用情况 (manual 5.9.3): three counts a customs office, read from the running totals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, func, or_, select

from app.domain.periods import Period
from app.extensions import db
from app.models import DailyTotal, MonthlyTotal
from app.models.total import MEASURES, PRINTED

EMPTY: Mapping[str, int] = {}


@dataclass(frozen=True, kw_only=True)
class Office:
    """Hold the counts of one customs office by measure: in the period, and in the one it is compared with."""

    customs_code: str
    now: Mapping[str, int]
    before: Mapping[str, int] = field(default_factory=dict)

    def change(self, measure: str) -> float | None:
        """Return by which part a count has changed; None when there was nothing before."""
        before = self.before.get(measure, 0)
        return (self.now.get(measure, 0) - before) / before if before else None


@dataclass(frozen=True, kw_only=True)
class CloudIssuance:
    """Hold the offices, the ones where most was printed first, and their sums; nothing orders one count by another."""

    period: Period
    compared: Period | None
    offices: Sequence[Office]
    total: Office


def report(period: Period, *, entry_mode: str = "", comparison: str = "none") -> CloudIssuance:
    """Count the documents that customs printed, those issued by cloud (both by receipt date) and those approved.

    The entry mode narrows the last two only: customs' own records know none.
    """
    compared = period.before(comparison)
    now = _counts(period, entry_mode)
    before = _counts(compared, entry_mode) if compared else {}
    offices = [
        Office(customs_code=code, now=now.get(code, EMPTY), before=before.get(code, EMPTY))
        for code in now.keys() | before.keys()
    ]
    offices.sort(key=lambda one: (*(-one.now.get(measure, 0) for measure in MEASURES), one.customs_code))
    total = Office(
        customs_code="",
        now={measure: sum(one.now.get(measure, 0) for one in offices) for measure in MEASURES},
        before={measure: sum(one.before.get(measure, 0) for one in offices) for measure in MEASURES},
    )
    return CloudIssuance(period=period, compared=compared, offices=offices, total=total)


def _counts(period: Period, entry_mode: str) -> dict[str, dict[str, int]]:
    """Sum by office and measure: whole months from their totals, the days around them from theirs."""
    months, days = period.parts()
    found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    if months:
        _add(found, MonthlyTotal, MonthlyTotal.month.between(months.first, months.last), entry_mode)
    if days:
        _add(found, DailyTotal, or_(*(DailyTotal.day.between(part.first, part.last) for part in days)), entry_mode)
    kept = {code: {measure: count for measure, count in sums.items() if count} for code, sums in found.items()}
    return {code: sums for code, sums in kept.items() if sums}


def _add(
    found: dict[str, dict[str, int]], total: type[DailyTotal | MonthlyTotal], when: ColumnElement[bool], entry_mode: str
) -> None:
    conditions: list[ColumnElement[bool]] = [total.measure.in_(MEASURES), when]
    if entry_mode:
        conditions.append(or_(total.measure == PRINTED, total.entry_mode == entry_mode))
    rows = db.session.execute(
        select(total.customs_code, total.measure, func.sum(total.amount))
        .where(*conditions)
        .group_by(total.customs_code, total.measure)
    )
    for code, measure, amount in rows:
        found[code][measure] += int(amount)
