"""Reissues by kind and reason: counted on the day in China on which they were begun."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from app.domain.days import CHINA
from app.domain.periods import Period
from app.extensions import db
from app.models import Certificate
from app.services.base.transaction import transaction
from app.services.statistics import reissues
from tests.support import issuing

if TYPE_CHECKING:
    from flask import Flask


def test_kinds_and_reasons_are_counted_on_their_day_in_china(context: Flask, now: datetime) -> None:
    origin, *made = issuing.issued(4, now=now)
    day = now.date()
    late, early = (datetime(day.year, day.month, day.day, hour, 30, tzinfo=CHINA) for hour in (23, 0))
    with transaction():
        for number, kind, moment in zip(
            made, ("supplement", "supplement", "replace"), (late, early, late + timedelta(hours=1)), strict=True
        ):
            application = db.session.get_one(Certificate, number).application
            application.reissue_of_id, application.reissue_kind, application.reissue_reason = (
                origin,
                kind,
                "遗失（示例）",
            )
            application.created_at = moment
    assert reissues.rows(Period(day, day)) == [("supplement", "遗失（示例）", 2, 2)]
    both = reissues.rows(Period(day, day + timedelta(days=1)))
    assert both == [("supplement", "遗失（示例）", 2, 2), ("replace", "遗失（示例）", 1, 1)]
