"""The month in one figure: bars of issued documents by day, as paths for a small SVG."""

from __future__ import annotations

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.services.home.home import Month

WIDTH, LEFT, BASE, TOP = 308, 20, 96, 16
BAR = 6
LABELLED_EVERY = 7


@dataclass(frozen=True)
class Chart:
    """Hold the figure: `bars` and `today_bar` are path data, `scale` pairs (y, value), `days` pairs (x, day)."""

    bars: str
    today_bar: str
    scale: Sequence[tuple[int, int]]
    days: Sequence[tuple[int, date]]
    highest: int
    highest_day: date | None


def chart(month: Month, *, today: date) -> Chart:
    """Draw the issued documents of the month; today, which is not over, is drawn as an outline."""
    last = calendar.monthrange(today.year, today.month)[1]
    step = (WIDTH - LEFT) / last
    highest = max((day.issued for day in month.days), default=0)
    top = max(2, highest + highest % 2)
    paths = {
        day.day: _bar(LEFT + (day.day.day - 1) * step + (step - BAR) / 2, day.issued / top)
        for day in month.days
        if day.issued
    }
    best = max(month.days, key=lambda day: day.issued, default=None)
    return Chart(
        bars="".join(path for day, path in paths.items() if day != today),
        today_bar=paths.get(today, ""),
        scale=[(BASE, 0), ((BASE + TOP) // 2, top // 2), (TOP, top)],
        days=[(round(LEFT + (n - 1) * step), today.replace(day=n)) for n in range(1, last + 1, LABELLED_EVERY)],
        highest=highest,
        highest_day=best.day if best and best.issued else None,
    )


def _bar(x: float, share: float) -> str:
    height = round((BASE - TOP) * share, 1)
    return f"M{x:.1f} {BASE}v-{height}h{BAR}v{height}z"
