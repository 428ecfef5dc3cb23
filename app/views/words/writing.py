"""How lists write values: moments and days of China, names behind codes, yes and no."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from flask_babel import gettext as _

from app.catalogue import countries
from app.reports.list_sheet import Cell
from app.views.words import formatting
from app.views.words.formatting import name_language, zone
from app.views.words.punctuation import listed

#: the names of this request, each list of them read once
names = formatting.names


def customs_choices() -> list[tuple[str, str]]:
    """Return the offices to choose from, written as the lists do."""
    language = name_language()
    return [(code, names().customs(code, language)) for code in names().codes("customs")]


def country_choices() -> Sequence[tuple[str, str]]:
    """Return the countries and regions to choose from, by their names."""
    return countries.by_name(name_language())


def moment(value: datetime | None) -> str:
    """Write a moment in the reader's time to the minute."""
    return value.astimezone(zone()).strftime("%Y-%m-%d %H:%M") if value else ""  # FAB's naive ones are local time


def second(value: datetime | None) -> str:
    """Write a moment in the reader's time to the second, as histories do."""
    return value.astimezone(zone()).strftime("%Y-%m-%d %H:%M:%S") if value else ""


def written(value: Cell, kind: str = "text") -> str:
    """Write a cell's value as text."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, datetime):
        return second(value) if kind == "second" else moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list | tuple | set | frozenset):
        return listed(written(part) for part in value)
    return str(value)
