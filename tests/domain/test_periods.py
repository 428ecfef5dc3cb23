"""Periods: what one is compared with, and its whole months with the days around them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.periods import COMPARISONS, LAST_YEAR, NONE, PREVIOUS, Period, month_before

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


def test_the_year_before_a_leap_day_ends_on_the_28th_of_february() -> None:
    leap = Period(date(2024, 2, 29), date(2024, 2, 29))
    assert leap.before(LAST_YEAR) == Period(date(2023, 2, 28), date(2023, 2, 28))


@pytest.mark.parametrize(
    ("first", "last", "months", "rest"),
    [
        ((2026, 1, 1), (2026, 2, 28), ((2026, 1, 1), (2026, 2, 28)), []),
        (
            (2026, 1, 2),
            (2026, 3, 30),
            ((2026, 2, 1), (2026, 2, 28)),
            [((2026, 1, 2), (2026, 1, 31)), ((2026, 3, 1), (2026, 3, 30))],
        ),
        (
            (2026, 11, 30),
            (2027, 1, 1),
            ((2026, 12, 1), (2026, 12, 31)),
            [((2026, 11, 30), (2026, 11, 30)), ((2027, 1, 1), (2027, 1, 1))],
        ),
        ((2026, 1, 2), (2026, 2, 27), None, [((2026, 1, 2), (2026, 2, 27))]),
        ((2026, 12, 1), (2026, 12, 31), ((2026, 12, 1), (2026, 12, 31)), []),
    ],
)
def test_a_period_is_cut_into_whole_months_and_the_days_around_them(
    first: Any, last: Any, months: Any, rest: Any
) -> None:
    found, around = Period(date(*first), date(*last)).parts()
    assert found == (months and Period(date(*months[0]), date(*months[1])))
    assert list(around) == [Period(date(*start), date(*end)) for start, end in rest]


def test_the_month_of_a_list_begins_the_day_after_the_same_day_of_the_month_before() -> None:
    assert month_before(date(2026, 11, 2)) == Period(date(2026, 10, 3), date(2026, 11, 2))
    assert month_before(date(2026, 3, 31)) == Period(date(2026, 3, 1), date(2026, 3, 31))
    assert month_before(date(2026, 1, 1)) == Period(date(2025, 12, 2), date(2026, 1, 1))


def test_a_comparison_is_named() -> None:
    assert COMPARISONS == ("previous", "last_year", "none") == (PREVIOUS, LAST_YEAR, NONE)
