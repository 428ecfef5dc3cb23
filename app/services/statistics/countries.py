"""Issued documents by country of destination."""

from __future__ import annotations

from app.domain.periods import Period
from app.models import Certificate
from app.services.statistics import issued


def rows(period: Period) -> list[tuple[str, int]]:
    """Return country and number of documents."""
    return issued.by(Certificate.destination_country, period)
