"""Trials before publishing: the last documents of a format, printed with its working copy and compared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import select

from app.catalogue.loader import catalogue
from app.catalogue.schema import Format
from app.domain.actor import Actor
from app.domain.errors import DomainError, NotFoundError
from app.extensions import db
from app.gateways import gateways
from app.gateways.typesetting import Picture, Sheet, TypesettingError
from app.models import Certificate, CertificateFormat
from app.reports.expected import expected_values
from app.reports.picture_differences import Area, areas
from app.services.base import records
from app.services.certificates import printing
from app.services.formats import copies, publishing

#: Documents that a working copy is tried on.
LATEST = 20
Side = Literal["old", "new"]
Lines = tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class TextChange:
    """What a box printed and would print; a side without the box has no lines."""

    key: str
    old: Lines
    new: Lines


@dataclass(frozen=True, kw_only=True)
class SheetChange:
    """Where one sheet differs; a sheet that only one side has differs as a whole."""

    page: int
    areas: Sequence[Area]


@dataclass(frozen=True, kw_only=True)
class Trial:
    """Tell of one document what the working copy changes; `refusal` is set when it cannot be printed with it."""

    certificate: Certificate
    pages: tuple[int, int] = (0, 0)
    texts: Sequence[TextChange] = ()
    sheets: Sequence[SheetChange] = ()
    refusal: DomainError | None = None

    @property
    def differs(self) -> bool:
        """Tell whether anything is printed in another way."""
        return bool(self.texts or self.sheets or self.refusal)


def documents(actor: Actor, format_id: int) -> Sequence[Certificate]:
    """Return the last documents of a format, newest first."""
    records.require(actor, "publish", copies.RESOURCE)
    return db.session.scalars(
        select(Certificate)
        .where(Certificate.format_code == copies.find(format_id).code, Certificate.deleted_at.is_(None))
        .order_by(Certificate.id.desc())
        .limit(LATEST)
    ).all()


def trial(actor: Actor, format_id: int, certificate_id: int) -> Trial:
    """Print a document with its own version and with the working copy, and compare pictures and texts.

    Raises NotFoundError for a document of another format, InvalidError while the working copy has faults.
    """
    certificate, spec = _found(actor, format_id, certificate_id)
    old = printing.sheet(certificate)
    try:
        new = printing.sheet(certificate, spec=spec)
        pictures = _pictures(old), _pictures(new)
    except TypesettingError as error:
        return Trial(certificate=certificate, refusal=error)
    return Trial(
        certificate=certificate,
        pages=(len(pictures[0]), len(pictures[1])),
        texts=_texts((old, pictures[0]), (new, pictures[1])),
        sheets=_sheets(*pictures),
    )


def picture(actor: Actor, format_id: int, certificate_id: int, *, side: Side, page: int) -> Picture:
    """Return one sheet of a document as it prints now, or as it would with the working copy; raises as `trial` does."""
    certificate, spec = _found(actor, format_id, certificate_id)
    return _draw(printing.sheet(certificate, spec=spec if side == "new" else None), page)


def _found(actor: Actor, format_id: int, certificate_id: int) -> tuple[Certificate, Format]:
    records.require(actor, "publish", copies.RESOURCE)
    row: CertificateFormat = copies.find(format_id)
    found = select(Certificate).where(Certificate.id == certificate_id, Certificate.format_code == row.code)
    certificate = db.session.scalar(found.where(Certificate.deleted_at.is_(None)))
    if certificate is None:
        raise NotFoundError
    publishing.refuse(catalogue().format_faults(row.definition))
    return certificate, catalogue().parse_format(row.definition)


def _draw(sheet: Sheet, page: int) -> Picture:
    return gateways().typesetter.draw(sheet, page=page, kind="png")


def _pictures(sheet: Sheet) -> list[Picture]:
    first = _draw(sheet, 1)
    return [first, *(_draw(sheet, page) for page in range(2, first.pages + 1))]


def _sheets(old: Sequence[Picture], new: Sequence[Picture]) -> list[SheetChange]:
    both = min(len(old), len(new))
    found = [(page, areas(old[page - 1].data, new[page - 1].data)) for page in range(1, both + 1)]
    alone = [SheetChange(page=page, areas=()) for page in range(both + 1, max(len(old), len(new)) + 1)]
    return [*(SheetChange(page=page, areas=at) for page, at in found if at), *alone]


def _texts(old: tuple[Sheet, Sequence[Picture]], new: tuple[Sheet, Sequence[Picture]]) -> list[TextChange]:
    before, after = _lines(*old), _lines(*new)
    return [
        TextChange(key=key, old=before.get(key, ()), new=after.get(key, ()))
        for key in dict.fromkeys([*before, *after])
        if before.get(key, ()) != after.get(key, ())
    ]


def _lines(sheet: Sheet, pictures: Sequence[Picture]) -> dict[str, Lines]:
    """Return what each box prints, in the order of the sheet."""
    places = {box.key for picture in pictures for box in picture.boxes}
    return {value.key: value.lines for value in expected_values(sheet.data, places)}
