"""The day in China: printed dates, date ranges and statistics are counted in it (design §2)."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

CHINA = ZoneInfo("Asia/Shanghai")


def china_day(moment: datetime) -> date:
    """Return the day that a moment falls on in China."""
    return moment.astimezone(CHINA).date()
