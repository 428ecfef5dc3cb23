"""Where the numbers of the further statistics lead: to the list of exactly the documents that each counts."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, TypeAlias

from flask import url_for

from app.domain.periods import Period
from app.views.frame.context import Arguments
from app.views.statistics.filters import enclosed

#: a row of a statistic, by the names of its columns
Named: TypeAlias = Mapping[str, Any]
Link = Callable[[Named, Period], str | None]


def _days(name: str, period: Period) -> Arguments:
    return {f"{name}_from": period.first.isoformat(), f"{name}_to": period.last.isoformat()}


def _turnaround(row: Named, period: Period) -> str | None:
    asked: Arguments = {"declaring_customs": row["customs"], "type_code": row["type"]}
    return url_for("CertificateQueryView.list", **asked, **_days("approved", period)) if all(asked.values()) else None


def _returns(row: Named, period: Period) -> str | None:
    return _in_period("returned_for", row["reason"], period, declaring_customs=row["customs"])


def _reissues(row: Named, period: Period) -> str | None:
    return _in_period("reissued_for", f"{row['reissue_kind']}:{row['reason']}", period)


def _in_period(name: str, text: str, period: Period, **others: str) -> str | None:
    asked: Arguments = {name: enclosed(text), **others}
    return url_for("CertificateQueryView.list", **asked, **_days(name, period)) if all(asked.values()) else None


def _issued(column: str, name: str) -> Link:
    def link(row: Named, period: Period) -> str | None:
        text = enclosed(row[column] or "")
        asked = {name: text, **_days("made", period)}
        return url_for("IssuedCertificatesView.list", **asked) if text else None

    return link


def _week(row: Named, period: Period) -> Period:
    """Return the days of a week that lie in the period."""
    return Period(max(row["week"], period.first), min(row["week"] + timedelta(days=6), period.last))


#: statistic and column → the address of the list
LINKS: Mapping[tuple[str, str], Link] = {
    ("turnaround", "documents"): _turnaround,
    ("returns", "documents"): _returns,
    ("reissues", "documents"): _reissues,
    ("countries", "documents"): _issued("country", "country"),
    ("products", "documents"): _issued("goods", "goods"),
    ("enterprises", "documents"): _issued("enterprise", "enterprise"),
    ("weeks", "cloud"): lambda row, period: url_for(
        "IssuedCertificatesView.list", **_days("received", _week(row, period))
    ),
    ("weeks", "approved"): lambda row, period: url_for(
        "CertificateQueryView.list", **_days("approved", _week(row, period))
    ),
}


def link(statistic: str, column: str, row: Named, period: Period) -> str | None:
    """Return the address of the list that a number counts; None where there is nothing to list."""
    found = LINKS.get((statistic, column))
    return found(row, period) if found and row[column] else None
