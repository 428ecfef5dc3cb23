"""The period and filters of a statistics page, read from its address."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.periods import Period
from app.views.lists.errors import BadArgumentError
from app.views.statistics.periods import read, year_to_date


def test_an_address_says_the_period_and_gets_it_back() -> None:
    asked = read({"from": "2026-10-01", "to": "2026-11-23", "entry_mode": "import", "show": "chart"})
    assert (asked.period, asked.entry_mode, asked.show) == (
        Period(date(2026, 10, 1), date(2026, 11, 23)), "import", "chart",
    )  # fmt: skip
    assert read(asked.arguments()) == asked
    assert asked.arguments(show="table")["show"] == "table"


def test_without_a_first_day_the_year_begins_it() -> None:
    assert read({"to": "2026-11-23"}).period == year_to_date(date(2026, 11, 23))
    assert read({"to": "2026-11-23"}).period.first == date(2026, 1, 1)
    begun = read({"to": "2026-11-23"}, begins=lambda last: Period(last, last)).period
    assert begun.first == date(2026, 11, 23)


@pytest.mark.parametrize(
    "arguments",
    [
        {"from": "yesterday"}, {"from": "1889-01-01"}, {"from": "2026-11-24", "to": "2026-11-23"},
        {"entry_mode": "pigeon"}, {"compare": "moon"}, {"show": "song"},
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused(arguments: dict[str, str]) -> None:
    with pytest.raises(BadArgumentError):
        read(arguments)
