"""Scans 单证扫描件: add, replace, delete and show the files that an enterprise keeps under a document number."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.domain.actor import Actor
from app.domain.errors import DomainError, NotFoundError, NotPermittedError
from app.domain.scans import Checked, Upload, shown_name
from app.extensions import db
from app.gateways import gateways
from app.models import Certificate, Scan, ScanFile
from app.models.scan import storage_key
from app.services.base import records, stored_files
from app.services.base.transaction import transaction
from app.services.scans import numbers

RESOURCE = "scans"


@dataclass(frozen=True, kw_only=True)
class Stored:
    """Hold a checked file that is in the storage and waits for its row."""

    name: str
    sha256: str
    checked: Checked


def add(actor: Actor, document_no: str, upload: Upload, *, now: datetime) -> Scan:
    """Keep a file under a document number (manual 5.5.1 新增, and the PDF button of 5.3.1).

    Raises InvalidError (number), ScanRefusedError (file), DomainError when the same file is there already.
    """
    organisation_id = _may(actor, "add")
    numbers.usable(document_no, organisation_id)
    stored = _store(upload)
    with transaction():
        number = numbers.usable(document_no, organisation_id)
        numbers.hold(number, organisation_id)
        if _has(number, organisation_id, stored.sha256):
            raise DomainError("scan_already_there", number=number)
        scan = Scan(organisation_id=organisation_id, document_no=number, created_at=now, file_count=0)
        db.session.add(scan)
        _append(actor, scan, stored, now=now)
    return scan


def replace(actor: Actor, scan_id: int, upload: Upload, *, version: int | None, now: datetime) -> Scan:
    """Put a new file in the place of the present one, which stays in the history (manual 5.5.1 编辑).

    Raises NotFoundError, StaleError, ScanRefusedError, DomainError when it is the file that is there.
    """
    organisation_id = _may(actor, "edit")
    numbers.usable(find(actor, scan_id, verb="edit").document_no, organisation_id)
    stored = _store(upload)
    with transaction():
        scan = records.load(Scan, scan_id, version=version)
        numbers.usable(scan.document_no, organisation_id)
        if scan.file.sha256 == stored.sha256:
            raise DomainError("scan_unchanged", number=scan.document_no)
        _append(actor, scan, stored, now=now)
    return scan


def remove(actor: Actor, scan_id: int, *, version: int | None, now: datetime) -> None:
    """Take a scan out of every list (manual 5.5.1 删除); its files stay with the operation history."""
    _may(actor, "delete")
    with transaction():
        scan = records.load(Scan, scan_id, version=version)
        scan.deleted_at = now
        numbers.release(scan)


def find(actor: Actor, scan_id: int, *, verb: str = "show") -> Scan:
    """Return a scan in the session's scope with its files; raises NotFoundError, NotPermittedError."""
    records.require(actor, verb, RESOURCE)
    scan = db.session.scalar(select(Scan).where(Scan.id == scan_id).options(selectinload(Scan.files)))
    if scan is None:
        raise NotFoundError
    return scan


def of_certificate(actor: Actor, certificate: Certificate) -> Sequence[Scan]:
    """Return the scans under a certificate's number that the actor may see, the newest first."""
    number = numbers.of_certificate(certificate)
    if not number or not actor.may("can_show", RESOURCE):
        return []
    return list(
        db.session.scalars(
            select(Scan)
            .where(Scan.document_no == number, Scan.organisation_id == certificate.organisation_id)
            .options(selectinload(Scan.file))
            .order_by(Scan.id.desc())
        )
    )


def contents(actor: Actor, scan_id: int, number: int | None = None) -> tuple[ScanFile, bytes]:
    """Return the present file of a scan, or one that it has replaced, and its bytes.

    Raises NotFoundError, NotPermittedError, DomainError when the stored file is not what was uploaded.
    """
    scan = find(actor, scan_id)
    wanted = scan.file_count if number is None else number
    file = next((one for one in scan.files if one.number == wanted), None)
    if file is None:
        raise NotFoundError
    return file, read(file)


def read(file: ScanFile) -> bytes:
    """Return the bytes of a file that the caller was allowed to see; raises DomainError when they are damaged."""
    try:
        data = gateways().files.get(file.storage_key)
    except FileNotFoundError:
        data = b""
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise DomainError("scan_file_damaged", number=file.scan.document_no)
    return data


def sweep(now: datetime) -> list[str]:
    """Remove stored scans that no row names and that no unfinished upload can still need; return their keys."""
    return stored_files.sweep("scans", known=_known, now=now)


def _known(keys: Iterable[str]) -> set[str]:
    hashes = [key.rpartition("/")[2].partition(".")[0] for key in keys]
    rows = db.session.execute(
        select(ScanFile.sha256, ScanFile.media_type).where(ScanFile.sha256.in_(hashes)).execution_options(unscoped=True)
    )
    return {storage_key(sha256, media_type) for sha256, media_type in rows}


def _may(actor: Actor, verb: str) -> int:
    """Return the enterprise that the actor works for; raises NotPermittedError."""
    records.require(actor, verb, RESOURCE)
    if actor.organisation_id is None or actor.organisation_id not in actor.organisation_ids:
        raise NotPermittedError(action=verb)
    return actor.organisation_id


def _store(upload: Upload) -> Stored:
    """Check a file and store what may be kept; no transaction waits meanwhile. Raises ScanRefusedError."""
    db.session.rollback()
    checked = gateways().scanner.check(upload.data)
    sha256 = hashlib.sha256(checked.data).hexdigest()
    gateways().files.put(storage_key(sha256, checked.media_type), checked.data)
    return Stored(name=shown_name(upload.name), sha256=sha256, checked=checked)


def _append(actor: Actor, scan: Scan, stored: Stored, *, now: datetime) -> None:
    scan.file_count += 1
    checked = stored.checked
    scan.files.append(
        ScanFile(
            organisation_id=scan.organisation_id,
            number=scan.file_count,
            name=stored.name,
            media_type=checked.media_type,
            sha256=stored.sha256,
            size=len(checked.data),
            pages=checked.pages,
            is_cleaned=checked.is_cleaned,
            is_converted=checked.is_converted,
            uploaded_at=now,
            uploaded_by_id=actor.user_id,
            uploader_name=actor.name,
        )
    )


def _has(document_no: str, organisation_id: int, sha256: str) -> bool:
    """Tell whether a scan under the number has this very file already: a second click, or the same page twice."""
    statement = (
        select(ScanFile.id)
        .join(Scan, (Scan.id == ScanFile.scan_id) & (Scan.file_count == ScanFile.number))
        .where(
            Scan.document_no == document_no,
            Scan.organisation_id == organisation_id,
            Scan.deleted_at.is_(None),
            ScanFile.sha256 == sha256,
        )
    )
    return db.session.scalar(statement.limit(1)) is not None
