"""Turnaround: hours from declaration to approval, median and 95th percentile, alike on both databases."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.domain.periods import Period
from app.extensions import db
from app.models import Certificate
from app.services.base.transaction import transaction
from app.services.statistics import turnaround
from tests.support import issuing

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask


def test_median_and_slowest_are_those_of_the_approvals_in_the_period(context: Flask, now: datetime) -> None:
    numbers = issuing.issued(6, now=now, approved_at=now)
    with transaction():
        for hours, number in enumerate(numbers):
            row = db.session.get_one(Certificate, number)
            row.application.declaring_customs, row.application.submitted_at = "0901", now - timedelta(hours=10 * hours)
        db.session.get_one(Certificate, numbers[5]).application.approved_at = now - timedelta(days=9)
    ((office, kind, count, median, slowest),) = turnaround.rows(Period(now.date(), now.date()))
    assert (office, kind, count) == ("0901", "14", 5)
    assert (round(median, 6), round(slowest, 6)) == (20.0, 38.0)


def test_without_approvals_there_is_no_row(context: Flask, now: datetime) -> None:
    issuing.issued(1, now=now, approved_at=None)
    assert turnaround.rows(Period(now.date(), now.date())) == []
