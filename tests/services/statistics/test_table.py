"""The table of statistics: each row's function gives what its columns announce, and no statistic is endless."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from app.domain.periods import Period
from app.domain.workflow import Status
from app.services.statistics import table
from tests.factories import applications as factory
from tests.support import issuing

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask


def test_every_statistic_gives_tuples_of_its_columns(context: Flask, now: datetime) -> None:
    factory.make(status=Status.RETURNED)
    issuing.issued(2, now=now, submitted_at=now - timedelta(hours=9), approved_at=now)
    period = Period(now.date() - timedelta(days=7), now.date())
    for statistic in table.STATISTICS:
        rows = table.count(statistic, period)
        assert all(len(row) == len(statistic.columns) for row in rows), statistic.key
        assert rows or statistic.key == "reissues", statistic.key


def test_a_statistic_is_found_by_its_key_and_cut_at_its_limit(context: Flask) -> None:
    weeks = table.of("weeks")
    assert weeks is not None
    assert table.of("no-such") is None
    endless = replace(weeks, rows=lambda _period: ((number, 0, 0) for number in range(table.MAX_ROWS + 50)))
    day = Period(factory.NOW.date(), factory.NOW.date())
    assert len(table.count(endless, day)) == table.MAX_ROWS
