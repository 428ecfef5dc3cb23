"""Periods: what one is compared with, and its whole months with the days around them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.periods import LAST_YEAR, NONE, PREVIOUS, Period, month_before

DAYS = st.dates(date(2019, 12, 1), date(2024, 3, 31))


def _days(period: Period) -> set[date]:
    return {period.first + timedelta(days=number) for number in range(period.days)}


@given(DAYS, st.integers(0, 900))
def test_whole_months_and_the_days_around_them_are_the_period(first: date, length: int) -> None:
    period = Period(first, first + timedelta(days=length))
    months, rest = period.parts()
    parts = [*([months] if months else []), *rest]
    assert sum(part.days for part in parts) == period.days
    assert set().union(*map(_days, parts)) == _days(period)
    assert sum(part.days for part in rest) <= 60
    if months:
        assert months.first.day == 1
        assert (months.last + timedelta(days=1)).day == 1


@given(DAYS)
def test_a_list_begins_with_the_month_that_ends_today(day: date) -> None:
    period = month_before(day)
    assert period.last == day
    assert 28 <= period.days <= 31


@pytest.mark.parametrize(
    ("comparison", "first", "last"),
    [(PREVIOUS, date(2023, 12, 31), date(2024, 1, 31)), (LAST_YEAR, date(2023, 2, 1), date(2023, 3, 3))],
)
def test_a_period_is_compared_with_the_one_before_or_a_year_ago(comparison: str, first: date, last: date) -> None:
    assert Period(date(2024, 2, 1), date(2024, 3, 3)).before(comparison) == Period(first, last)
    assert Period(date(2024, 2, 1), date(2024, 3, 3)).before(NONE) is None
