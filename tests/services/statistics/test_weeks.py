"""The trend by week: every week of the period stands there, the last one first, days summed to their Monday."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.domain.periods import Period
from app.extensions import db
from app.models import DailyTotal
from app.models.total import APPROVED, CLOUD
from app.services.base.transaction import transaction
from app.services.statistics import weeks
from tests.factories import applications as factory

if TYPE_CHECKING:
    from flask import Flask


def total(measure: str, day: date, amount: int) -> DailyTotal:
    return DailyTotal(measure=measure, day=day, customs_code="0901", entry_mode="single", amount=amount)


def test_weeks_without_documents_stand_there_too(context: Flask) -> None:
    factory.act_as(factory.ADMINISTRATOR)
    with transaction():
        db.session.add_all(
            [
                total(CLOUD, date(2020, 11, 2), 2),
                total(CLOUD, date(2020, 11, 8), 3),
                total(APPROVED, date(2020, 11, 16), 4),
                total(CLOUD, date(2020, 11, 30), 100),
            ]
        )
    assert weeks.rows(Period(date(2020, 11, 4), date(2020, 11, 22))) == [
        (date(2020, 11, 16), 0, 4),
        (date(2020, 11, 9), 0, 0),
        (date(2020, 11, 2), 3, 0),
    ]
