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

    def parts(self) -> tuple[Period | None, tuple[Period, ...]]:
        """Return the whole months inside, as one period, and the days before and after them."""
        start = self.first if self.first.day == 1 else _next_month(self.first)
        end = _next_month(self.last) - timedelta(days=1)
        if end != self.last:
            end = self.last.replace(day=1) - timedelta(days=1)
        if start > end:
            return None, (self,)
        day = timedelta(days=1)
        rest = (Period(self.first, start - day), Period(end + day, self.last))
        return Period(start, end), tuple(period for period in rest if period.first <= period.last)

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
    month_end = day.replace(day=1) - timedelta(days=1)
    same = month_end.replace(day=min(day.day, month_end.day))
    return Period(same + timedelta(days=1), day)


def _next_month(day: date) -> date:
    """Return the first day of the month after a day's."""
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _a_year_ago(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:
        return day.replace(year=day.year - 1, day=28)
