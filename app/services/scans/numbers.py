"""Document numbers 证单编号 of scans: whose a number is, and which enterprise may put scans under it."""

from __future__ import annotations

from sqlalchemy import select

from app.domain import scans
from app.domain.document import numbering
from app.domain.document.fields import FieldError
from app.domain.errors import InvalidError
from app.extensions import db
from app.models import Certificate, Scan, ScanNumber
from app.services.declarations import declarations


def usable(text: str, organisation_id: int) -> str:
    """Return a document number as it is stored.

    Raises InvalidError, alike for what is no document number and for the number of another enterprise (design §7).
    """
    number = numbering.normalised_no(text)
    if not numbering.is_document_no(number) or is_foreign(number, organisation_id):
        raise InvalidError([FieldError(path="document_no", code="document_no_unusable", params={}, severity="error")])
    return number


def is_foreign(document_no: str, organisation_id: int) -> bool:
    """Tell whether a number is another enterprise's: a certificate's, a declared or claimed one's, or a scan's."""
    owner = _owner_of_certificate(document_no)
    if owner is not None:
        return owner != organisation_id
    inspection_no, sub_no = scans.inspection_part(document_no)
    if inspection_no:
        if declarations.is_foreign(inspection_no, organisation_id):
            return True
        claimants = _claimants(inspection_no, sub_no)
        if claimants:
            return organisation_id not in claimants
    holder = _holder(document_no)
    return holder is not None and holder.organisation_id != organisation_id


def of_certificate(certificate: Certificate) -> str:
    """Return the document number of a certificate: its own, or the one that it will be given; empty without."""
    if certificate.certificate_no:
        return certificate.certificate_no
    try:
        return numbering.certificate_no(certificate.inspection_no, certificate.sub_certificate_no)
    except ValueError:
        return ""


def hold(document_no: str, organisation_id: int) -> None:
    """Write down that the enterprise has scans under the number; commits nothing.

    A certificate's owner needs no such row, and takes none away from whoever was here before the certificate.
    """
    if _holder(document_no, is_locked=True) is None:
        db.session.add(ScanNumber(document_no=document_no, organisation_id=organisation_id))
        db.session.flush()


def release(scan: Scan) -> None:
    """Set the number free when this was the last scan under it; commits nothing."""
    others = select(Scan.id).where(
        Scan.document_no == scan.document_no,
        Scan.organisation_id == scan.organisation_id,
        Scan.deleted_at.is_(None),
        Scan.id != scan.id,
    )
    holder = _holder(scan.document_no, is_locked=True)
    if holder is None or holder.organisation_id != scan.organisation_id or db.session.scalar(others.limit(1)):
        return
    db.session.delete(holder)


def _owner_of_certificate(document_no: str) -> int | None:
    statement = select(Certificate.organisation_id).where(Certificate.certificate_no == document_no)
    return db.session.scalar(statement.execution_options(unscoped=True))


def _claimants(inspection_no: str, sub_no: int | None) -> set[int]:
    """Return the enterprises with a document under the numbers, drafts included."""
    statement = select(Certificate.organisation_id).where(
        Certificate.inspection_no == inspection_no, Certificate.number_claim.is_not(None)
    )
    if sub_no is not None:
        statement = statement.where(Certificate.number_claim == f"{inspection_no}/{sub_no}")
    return set(db.session.scalars(statement.execution_options(unscoped=True)))


def _holder(document_no: str, *, is_locked: bool = False) -> ScanNumber | None:
    statement = select(ScanNumber).where(ScanNumber.document_no == document_no)
    if is_locked:
        statement = statement.with_for_update()
    return db.session.scalar(statement.execution_options(unscoped=True))
