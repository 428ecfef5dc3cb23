"""Issued documents by product, as the goods are called in Chinese."""

from __future__ import annotations

from app.domain.periods import Period
from app.models import Certificate
from app.services.statistics import issued


def rows(period: Period) -> list[tuple[str, int]]:
    """Return product and number of documents."""
    return issued.by(Certificate.goods_name, period)
