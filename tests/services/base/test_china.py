"""Days of China: a moment in UTC falls on the day that the clock of Beijing shows."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from app.extensions import db
from app.models import Declaration
from app.services.base import china

if TYPE_CHECKING:
    from flask import Flask

DAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 24, 15, 59, 59, tzinfo=UTC), date(2026, 11, 24)),
        (datetime(2026, 11, 24, 16, 0, tzinfo=UTC), DAY),
        (datetime(2026, 11, 25, 15, 59, 59, tzinfo=UTC), DAY),
    ],
)
def test_the_database_says_the_day_that_the_clock_in_beijing_shows(context: Flask, moment: datetime, day: date) -> None:
    row = db.session.scalars(db.select(Declaration).execution_options(unscoped=True).limit(1)).one()
    row.received_at = moment
    db.session.flush()
    told = db.session.scalar(db.select(china.day(Declaration.received_at)).where(Declaration.id == row.id))
    assert china.as_day(told) == day


def test_the_bounds_of_a_day_hold_its_moments_and_no_other() -> None:
    first, behind = china.bounds(DAY, DAY)
    assert first == china.start(DAY) == datetime(2026, 11, 24, 16, 0, tzinfo=UTC)
    assert behind == datetime(2026, 11, 25, 16, 0, tzinfo=UTC)
