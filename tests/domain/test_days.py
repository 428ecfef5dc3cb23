"""The day in China."""

from __future__ import annotations

from datetime import UTC, date, datetime

from app.domain.days import china_day


def test_the_day_begins_eight_hours_before_that_of_greenwich() -> None:
    assert china_day(datetime(2026, 11, 22, 16, 0, tzinfo=UTC)) == date(2026, 11, 23)
    assert china_day(datetime(2026, 11, 22, 15, 59, tzinfo=UTC)) == date(2026, 11, 22)
