"""What certificates repeat of their application: copied at every flush, so that no service can forget it."""

from __future__ import annotations

from sqlalchemy import event
from sqlalchemy.orm import Session

from app.domain.workflow import Status
from app.models.application import MIRRORED, Application, Certificate

GOODS_NAME_LENGTH = 200


@event.listens_for(Session, "before_flush")
def _mirror(session: Session, *_: object) -> None:
    for row in (*session.new, *session.dirty):
        if isinstance(row, Application) and row not in session.deleted:
            for certificate in row.certificates:
                mirror(certificate, row)
        elif isinstance(row, Certificate) and row.application is not None:
            mirror(row, row.application)


def mirror(certificate: Certificate, application: Application) -> None:
    """Copy the searched header columns, the goods' name and the claim on the sub-number."""
    for column in MIRRORED:
        value = getattr(application, column)
        if getattr(certificate, column) != value:
            setattr(certificate, column, value)
    certificate.deleted_at = certificate.deleted_at or application.deleted_at
    goods = _goods_name(certificate)
    if certificate.goods_name != goods:
        certificate.goods_name = goods
    claim = _claim(certificate, application)
    if certificate.number_claim != claim:
        certificate.number_claim = claim


def _claim(certificate: Certificate, application: Application) -> str | None:
    if certificate.deleted_at or application.status == Status.WITHDRAWN:
        return None
    if not (application.inspection_no and certificate.sub_certificate_no):
        return None
    return f"{application.inspection_no}/{int(certificate.sub_certificate_no)}"


def _goods_name(certificate: Certificate) -> str:
    names = [
        row.get("goods_name_zh") or row.get("goods_name_en") or ""
        for row in (certificate.rows or {}).get("goods_lines", [])
    ]
    values = certificate.values or {}
    fallback = values.get("intended_goods_name") or values.get("dangerous_goods_name") or ""
    return ("、".join(dict.fromkeys(name for name in names if name)) or fallback)[:GOODS_NAME_LENGTH]
