"""The period and filters that a statistics page asks for, read from its address."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from app.domain.days import china_day
from app.domain.periods import COMPARISONS, PREVIOUS, Period
from app.models.base import utc_now
from app.views.frame.context import Arguments
from app.views.lists.errors import refuse
from app.views.lists.query import read_day
from app.views.words.entry_modes import ENTRY_MODES

YEARS = range(1990, 2100)


@dataclass(frozen=True, kw_only=True)
class AskedPeriod:
    """Hold what a statistics page shows."""

    period: Period
    entry_mode: str = ""
    comparison: str = PREVIOUS
    show: str = "table"

    def arguments(self, **changed: str) -> Arguments:
        """Return the arguments that make this page again."""
        return {
            "from": self.period.first.isoformat(),
            "to": self.period.last.isoformat(),
            "entry_mode": self.entry_mode,
            "compare": self.comparison,
            "show": self.show,
            **changed,
        }


def year_to_date(last: date) -> Period:
    """Return the year up to a day: what is summed by months is there at once."""
    return Period(last.replace(month=1, day=1), last)


def read(arguments: Mapping[str, str], *, begins: Callable[[date], Period] = year_to_date) -> AskedPeriod:
    """Read period, entry mode, comparison and tab; without a first day, the one that `begins` says for the last.

    Raises BadArgumentError.
    """
    today = china_day(utc_now())
    last = read_day(arguments.get("to", ""), "to", years=YEARS) or today
    first = read_day(arguments.get("from", ""), "from", years=YEARS) or begins(min(last, today)).first
    if first > last:
        raise refuse("from", arguments.get("from", ""))
    return AskedPeriod(
        period=Period(first, last),
        entry_mode=_one_of(arguments, "entry_mode", ("", *ENTRY_MODES)),
        comparison=_one_of(arguments, "compare", (PREVIOUS, *COMPARISONS)),
        show=_one_of(arguments, "show", ("table", "chart")),
    )


def _one_of(arguments: Mapping[str, str], name: str, known: tuple[str, ...]) -> str:
    value = arguments.get(name, "") or known[0]
    if value not in known:
        raise refuse(name, value)
    return value
