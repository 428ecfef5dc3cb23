"""Periods of whole days, and the period that one is compared with."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

PREVIOUS, LAST_YEAR, NONE = COMPARISONS = ("previous", "last_year", "none")


@dataclass(frozen=True)
class Period:
    """Hold the first and the last day, both included."""

    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def before(self, comparison: str) -> Period | None:
        """Return the period of as many days just before, the same days a year ago, or None."""
        if comparison == PREVIOUS:
            length = timedelta(days=self.days)
            return Period(self.first - length, self.last - length)
        if comparison == LAST_YEAR:
            return Period(_a_year_ago(self.first), _a_year_ago(self.last))
        return None


def month_before(day: date) -> Period:
    """Return the month that ends with a day, as the manual's lists begin (5.9.2: 3 October to 2 November)."""
    year, month = (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)
    first_of_next = date(year + month // 12, month % 12 + 1, 1)
    same = min(day.day, (first_of_next - timedelta(days=1)).day)
    return Period(date(year, month, same) + timedelta(days=1), day)


def _a_year_ago(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
