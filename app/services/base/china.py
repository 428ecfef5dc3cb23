"""Days of China: the day that a moment in UTC falls on, in the words of either database."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import func
from sqlalchemy.sql import ColumnElement

from app.domain.days import CHINA
from app.extensions import db
from app.models.base import AnyColumn


def day(moment: AnyColumn) -> ColumnElement[date]:
    """Return the expression for the day in China of a column that holds moments."""
    if db.engine.dialect.name == "postgresql":
        return func.date(func.timezone("Asia/Shanghai", moment))
    return func.date(moment, "+8 hours")


def as_day(value: date | str) -> date:
    """Return what the expression gave as a date: SQLite gives text."""
    return value if isinstance(value, date) else date.fromisoformat(str(value))


def start(value: date) -> datetime:
    """Return the moment at which a day begins in China."""
    return datetime.combine(value, time(), tzinfo=CHINA).astimezone(UTC)


def bounds(first: date, last: date) -> tuple[datetime, datetime]:
    """Return the moments between which the days from first to last lie; the second is not part of them."""
    return start(first), start(last + timedelta(days=1))
