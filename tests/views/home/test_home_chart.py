"""The figure of the month stays inside its frame."""

from __future__ import annotations

import re
from datetime import date

import pytest

from app.services.home import home
from app.views.home.home_chart import chart


@pytest.mark.parametrize("today", [date(2026, 2, 1), date(2026, 2, 28), date(2026, 12, 31)])
@pytest.mark.parametrize("issued", [0, 1, 7, 1000])
def test_the_figure_stays_inside_its_frame(today: date, issued: int) -> None:
    days = [home.Day(today.replace(day=n), 0, issued, 0) for n in range(1, today.day + 1)]
    drawn = chart(home.Month(days), today=today)
    places = [float(x) for x in re.findall(r"M([\d.]+) ", drawn.bars + drawn.today_bar)]
    heights = [float(v) for v in re.findall(r"v-([\d.]+)", drawn.bars + drawn.today_bar)]
    assert len(places) == (len(days) if issued else 0)
    assert all(20 <= x <= 302 for x in places)
    assert all(0 < height <= 80 for height in heights)
    assert drawn.highest == issued
