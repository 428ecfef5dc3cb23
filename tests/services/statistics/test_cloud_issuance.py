"""Cloud issuance: three counts an office from the running totals, whole months and the days around them alike."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.domain.periods import Period
from app.extensions import db
from app.models import DailyTotal, MonthlyTotal
from app.models.total import CLOUD, PRINTED
from app.services.base.transaction import transaction
from app.services.statistics import cloud_issuance
from tests.factories import applications as factory

if TYPE_CHECKING:
    from flask import Flask


@pytest.fixture
def counted(context: Flask) -> None:
    """Count a month and the days around it, for two offices and two ways of entry."""
    factory.act_as(factory.ADMINISTRATOR)
    day = {"customs_code": "0901", "entry_mode": "single"}
    with transaction():
        db.session.add_all(
            [
                DailyTotal(measure=CLOUD, day=date(2020, 10, 31), amount=1, **day),
                MonthlyTotal(measure=CLOUD, month=date(2020, 11, 1), amount=10, **day),
                MonthlyTotal(measure=CLOUD, month=date(2020, 11, 1), amount=5, customs_code="0901", entry_mode="blank"),
                MonthlyTotal(measure=PRINTED, month=date(2020, 11, 1), amount=7, customs_code="0908", entry_mode=""),
                DailyTotal(measure=CLOUD, day=date(2020, 12, 1), amount=2, **day),
            ]
        )


def test_whole_months_and_the_days_around_them_are_summed_once(counted: None) -> None:
    found = cloud_issuance.report(Period(date(2020, 10, 31), date(2020, 12, 1)))
    assert {one.customs_code: dict(one.now) for one in found.offices} == {"0901": {CLOUD: 18}, "0908": {PRINTED: 7}}
    assert (found.total.now[CLOUD], found.total.now[PRINTED], found.compared) == (18, 7, None)


def test_the_entry_mode_leaves_the_records_of_customs_whole(counted: None) -> None:
    found = cloud_issuance.report(Period(date(2020, 11, 1), date(2020, 11, 30)), entry_mode="blank")
    assert {one.customs_code: dict(one.now) for one in found.offices} == {"0901": {CLOUD: 5}, "0908": {PRINTED: 7}}


def test_a_change_is_told_where_there_was_something_before(counted: None) -> None:
    found = cloud_issuance.report(Period(date(2020, 12, 1), date(2020, 12, 30)), comparison="previous")
    office = next(one for one in found.offices if one.customs_code == "0901")
    assert office.change(CLOUD) == (2 - 15) / 15
    assert office.change(PRINTED) is None
