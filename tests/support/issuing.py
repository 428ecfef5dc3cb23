"""Issued documents without their sheets, which take a second each: the columns that lists and statistics count."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.domain.actor import SYSTEM
from app.extensions import db
from app.models import Certificate
from app.models.application import MIRRORED
from app.services.base import accounts
from app.services.base.transaction import transaction
from tests.factories.many_certificates import enterprise, fill

if TYPE_CHECKING:
    from datetime import datetime


def issued(count: int, *, now: datetime, of: str = "海岸", goods: str = "", **columns: Any) -> list[int]:
    """Write issued documents past the workflow and return their numbers.

    `columns` are set on every one, or on its application where the document only repeats them.
    """
    accounts.bind(SYSTEM)
    numbers = fill(count, organisation_id=enterprise(of))
    with transaction():
        for number in numbers:
            row = db.session.get_one(Certificate, number)
            row.application.status = "issued"
            row.certificate_no, row.validity, row.issued_at = f"NO{number}", "valid", now
            row.receipt_date = row.making_date = now.date()
            row.rows = {"goods_lines": [{"goods_name_zh": goods}]}
            for name, value in columns.items():
                setattr(row.application if name in MIRRORED else row, name, value)
    return numbers
