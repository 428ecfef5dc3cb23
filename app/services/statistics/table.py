"""The table of statistics: key, columns, and the function that counts a period."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from app.domain.periods import Period
from app.services.statistics import countries, enterprises, products, reissues, returns, turnaround, weeks

Kind = Literal["customs", "type", "country", "text", "reissue_kind", "number", "hours", "week"]


#: a row of a statistic: what it is of, and numbers
Record: TypeAlias = tuple[Any, ...]


@dataclass(frozen=True, kw_only=True)
class Statistic:
    """Declare one statistic; `columns` are pairs (key, kind), `rows` gives tuples in their order."""

    key: str
    columns: Sequence[tuple[str, Kind]]
    rows: Callable[[Period], Iterable[Record]]


#: No statistic shows more rows: the first ones count most.
MAX_ROWS = 200

STATISTICS: tuple[Statistic, ...] = (
    Statistic(
        key="turnaround",
        columns=(
            ("customs", "customs"),
            ("type", "type"),
            ("documents", "number"),
            ("median", "hours"),
            ("slowest", "hours"),
        ),
        rows=turnaround.rows,
    ),
    Statistic(
        key="returns",
        columns=(("customs", "customs"), ("reason", "text"), ("documents", "number"), ("returned", "number")),
        rows=returns.rows,
    ),
    Statistic(
        key="reissues",
        columns=(
            ("reissue_kind", "reissue_kind"),
            ("reason", "text"),
            ("documents", "number"),
            ("applications", "number"),
        ),
        rows=reissues.rows,
    ),
    Statistic(key="countries", columns=(("country", "country"), ("documents", "number")), rows=countries.rows),
    Statistic(key="products", columns=(("goods", "text"), ("documents", "number")), rows=products.rows),
    Statistic(key="enterprises", columns=(("enterprise", "text"), ("documents", "number")), rows=enterprises.rows),
    Statistic(key="weeks", columns=(("week", "week"), ("cloud", "number"), ("approved", "number")), rows=weeks.rows),
)


def of(key: str) -> Statistic | None:
    """Return the statistic with this key, or None."""
    return next((one for one in STATISTICS if one.key == key), None)


def count(statistic: Statistic, period: Period) -> list[Record]:
    """Return the first rows of a statistic over a period."""
    return list(statistic.rows(period))[:MAX_ROWS]
