"""Freezing: the final sheets of a certificate as files named by their hash, on their way into the store."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.extensions import db
from app.gateways import gateways
from app.gateways.typesetting import Printed, Sheet, SheetRefusedError
from app.models import Certificate, IssuedDocument
from app.reports.certificate import CopyMark
from app.services.base import inspecting, stored_files
from app.services.certificates import printing

PREFIX = "issued"
COPY_KINDS: tuple[CopyMark, ...] = ("original", "copy")


@dataclass(frozen=True, kw_only=True)
class Sheets:
    """Hold what is to be frozen: the sheets of one copy kind, and the version of the certificate they were made of."""

    certificate_id: int
    certificate_version: int
    copy_kind: str
    sheet: Sheet


@dataclass(frozen=True, kw_only=True)
class Frozen:
    """Hold one printed file on its way into the store."""

    sheets: Sheets
    printed: Printed

    @property
    def data(self) -> bytes:
        return self.printed.pdf

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()

    @property
    def storage_key(self) -> str:
        """Name the file by its contents, so that a repeated attempt writes the same file."""
        return f"{PREFIX}/{self.sha256[:2]}/{self.sha256}.pdf"


def sheets(certificate: Certificate) -> Iterator[Sheets]:
    """Yield the final sheets of each copy kind that the certificate has; slips have no mark and no copy."""
    has_copies = certificate.copies and certificate.format_version.spec.has_mark
    kinds = COPY_KINDS if has_copies else COPY_KINDS[:1]
    is_second = certificate.application.reissue_kind == "second_original"
    for kind in kinds:
        mark: CopyMark = "second_original" if kind == "original" and is_second else kind
        yield Sheets(
            certificate_id=certificate.id,
            certificate_version=certificate.version,
            copy_kind=kind,
            sheet=printing.sheet(certificate, copy_mark=mark),
        )


def freeze(found: Iterable[Sheets]) -> list[Frozen]:
    """Print sheets, inspect the files and store them; holds no transaction, since a file takes its time.

    Raises FaultyPaperError before anything is stored: a file that does not show what it must is never frozen.
    """
    frozen = [Frozen(sheets=one, printed=_printed(one.sheet)) for one in found]
    for file in frozen:
        inspecting.require(file.printed, file.sheets.sheet)
    for file in frozen:
        gateways().files.put(file.storage_key, file.data)
    return frozen


def _printed(sheet: Sheet) -> Printed:
    try:
        return gateways().typesetter.print(sheet)
    except SheetRefusedError as error:
        raise inspecting.named(error, sheet) from error


def sweep(now: datetime) -> list[str]:
    """Remove stored documents that no row names and that no unfinished issue can still need; return their keys."""
    return stored_files.sweep(PREFIX, known=_known, now=now)


def _known(keys: Iterable[str]) -> set[str]:
    rows = select(IssuedDocument.storage_key).where(IssuedDocument.storage_key.in_(list(keys)))
    return set(db.session.scalars(rows, execution_options={"unscoped": True}))
