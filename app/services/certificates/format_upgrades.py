"""Open drafts move up to the version in force of their format, with a report of what did not go along."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from app.catalogue.schema import Format
from app.domain.actor import Actor
from app.domain.document import printed, sides
from app.domain.workflow import Status
from app.extensions import db
from app.models import Certificate, CertificateFormat, FormatVersion
from app.services.base import records
from app.services.base.transaction import transaction
from app.services.certificates import certificates
from app.services.formats import copies
from app.services.workflow import workflow

OPEN = (Status.DRAFT.value, Status.RETURNED.value)


@dataclass(frozen=True, kw_only=True)
class Moved:
    """Tell of one document: its number, the versions, and the texts that the new version has no place for."""

    application_id: int
    certificate_id: int
    number: str
    old: int
    new: int
    lost: tuple[tuple[str, str], ...]
    refusal: str = ""


def behind(format_id: int) -> int:
    """Count the open drafts that are written with another version than the one in force."""
    return len(_numbers(copies.find(format_id)))


def move_up(actor: Actor, format_id: int) -> list[Moved]:
    """Move every open draft of a format to the version in force, each in a transaction of its own."""
    records.require(actor, "publish", copies.RESOURCE)
    return [_move(number) for number in _numbers(copies.find(format_id))]


def _numbers(row: CertificateFormat) -> list[int]:
    if row.current_version_id is None:
        return []
    return list(
        db.session.scalars(
            select(Certificate.id)
            .where(
                Certificate.format_code == row.code,
                Certificate.status.in_(OPEN),
                Certificate.deleted_at.is_(None),
                Certificate.format_version_id != row.current_version_id,
            )
            .order_by(Certificate.id)
        )
    )


def _move(certificate_id: int) -> Moved:
    with transaction():
        certificate = certificates.load(certificate_id)
        application = workflow.load(certificate.application_id)  # locks: nobody submits while we write
        old, number = certificate.format_version, certificate.number
        row = db.session.scalar(select(CertificateFormat).where(CertificateFormat.code == certificate.format_code))
        new = row.current_version if row else None
        if new is None or application.status not in OPEN:
            return Moved(
                application_id=application.id,
                certificate_id=certificate_id,
                number=number,
                old=old.number,
                new=old.number,
                lost=(),
                refusal="not_open",
            )
        lost = _write(certificate, new)
    return Moved(
        application_id=application.id,
        certificate_id=certificate_id,
        number=number,
        old=old.number,
        new=new.number,
        lost=tuple(lost),
    )


def _write(certificate: Certificate, version: FormatVersion) -> list[tuple[str, str]]:
    """Put a document on another version; returns label and text of each value that has no place there."""
    before, spec = certificate.format_version.spec, version.spec
    keys = {field.key for field in spec.fields}
    columns = {(column.group, column.key) for column in spec.columns}
    lost = [(_label(before, key), text) for key, text in certificate.values.items() if key not in keys and text]
    rows: dict[str, list[dict[str, str]]] = {}
    for group, cells in certificate.rows.items():
        rows[group] = [{key: text for key, text in row.items() if (group, key) in columns} for row in cells]
        lost += [
            (f"{group} {number} {key}", text)
            for number, row in enumerate(cells, start=1)
            for key, text in row.items()
            if (group, key) not in columns and text
        ]
    chosen = {statement.key for statement in spec.statements} & set(certificate.statements)
    certificate.values = {key: text for key, text in certificate.values.items() if key in keys}
    certificate.rows = sides.applicants_rows(spec, rows, kept=rows)
    certificate.statements = sorted(chosen or printed.initial_statements(spec))
    certificate.format_version = version
    return lost


def _label(spec: Format, key: str) -> str:
    field = next((field for field in spec.fields if field.key == key), None)
    return f"{field.zh} {field.en}" if field else key
