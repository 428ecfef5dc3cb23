"""Sub-certificate numbers 分证序号: the next free one of an inspection number."""

from __future__ import annotations

from sqlalchemy import select

from app.extensions import db
from app.models import Certificate


def next_sub_certificate_no(organisation_id: int, inspection_no: str) -> str:
    """Return the next free sub-number of three digits, or an empty text while the inspection number is unknown."""
    if not inspection_no:
        return ""
    taken = db.session.scalars(
        select(Certificate.number_claim).where(
            Certificate.organisation_id == organisation_id,
            Certificate.inspection_no == inspection_no,
            Certificate.number_claim.is_not(None),
        )
    )
    numbers = {int(claim.rpartition("/")[2]) for claim in taken if claim}
    free = next(number for number in range(1, 1001) if number not in numbers)
    return f"{free:03d}" if free < 1000 else ""  # noqa: PLR2004 three digits end at 999


def is_taken(certificate: Certificate, sub_certificate_no: str) -> bool:
    """Tell whether another document of this enterprise has the sub-number."""
    claim = f"{certificate.application.inspection_no}/{int(sub_certificate_no)}"
    other = db.session.scalar(
        select(Certificate.id).where(
            Certificate.organisation_id == certificate.organisation_id,
            Certificate.number_claim == claim,
            Certificate.id != certificate.id,
        )
    )
    return other is not None
