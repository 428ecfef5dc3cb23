"""Papers on the screen: the pages of a draft, of a sample or of an issued file, each as a picture with its boxes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from app.catalogue.schema import Format
from app.domain.actor import Actor
from app.domain.document.boxes import GOODS_LIST, entry_of
from app.domain.errors import DomainError
from app.gateways import gateways
from app.gateways.typesetting import Box, PictureKind, Sheet
from app.gateways.typesetting.pdf_pages import page_of
from app.gateways.typesetting.port import UnreadablePdfError
from app.models import Certificate, IssuedDocument
from app.reports.sheet_data import SheetData, Words
from app.reports.sheet_reading import label_of, text_of
from app.services.certificates import documents, printing

#: A4 in millimetres.
WIDTH, HEIGHT = 210.0, 297.0


@dataclass(frozen=True, kw_only=True)
class NamedBox:
    """Hold where a box stands, what it is called by language, what stands in it, and the entry behind it ("": none)."""

    box: Box
    label: Words
    text: str
    entry: str


@dataclass(frozen=True, kw_only=True)
class Page:
    """Hold one page: its picture, its number of all, its size in mm, its boxes, or its lines where none are known."""

    picture: bytes
    kind: PictureKind
    page: int
    pages: int
    width: float = WIDTH
    height: float = HEIGHT
    boxes: tuple[NamedBox, ...] = ()
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Paper:
    """Hold what names the content of a paper, and what draws one of its pages, the last one when there are fewer."""

    key: str
    draw: Callable[[int], Page]


def of_document(actor: Actor, certificate: Certificate, *, now: datetime) -> Paper:
    """Return the paper of a document: the frozen file of what is issued, else as it would print, watermarked.

    Raises NotPermittedError; drawing raises DomainError for a damaged file and TypesettingError.
    """
    documents.permit(actor, certificate)
    if certificate.issued_at:
        return of_file(documents.issued(actor, certificate.id)[0])
    return _of_sheet(printing.draft(certificate, actor, now=now), certificate.format_version.spec)


def of_sample(spec: Format, sheet: Sheet) -> Paper:
    """Return the paper of a format that is being edited, filled with samples."""
    return _of_sheet(sheet, spec)


def of_file(document: IssuedDocument) -> Paper:
    """Return the paper of a frozen file; nothing of it is laid out again."""

    def draw(number: int) -> Page:
        try:
            found = page_of(documents.read(document).data, page=number)
        except UnreadablePdfError as error:
            raise DomainError("file_damaged", number=document.certificate_no) from error
        return Page(
            picture=found.data, kind="png", page=found.page, pages=found.pages,
            width=found.width, height=found.height, lines=found.lines,
        )  # fmt: skip

    return Paper(key=document.sha256, draw=draw)


def _of_sheet(sheet: Sheet, spec: Format) -> Paper:
    data = cast("SheetData", sheet.data)  # what a report composed: the typesetter takes any

    def draw(number: int) -> Page:
        drawn, columns = gateways().typesetter.draw(sheet, page=number), _columns(spec)
        return Page(
            picture=drawn.data,
            kind=drawn.kind,
            page=drawn.page,
            pages=drawn.pages,
            boxes=tuple(_named(box, data, entry_of(spec, box.key, columns)) for box in drawn.boxes),
        )

    return Paper(key=sheet.key, draw=draw)


def _named(box: Box, data: SheetData, entry: str) -> NamedBox:
    return NamedBox(box=box, label=label_of(data, box.key), text=text_of(data, box.key), entry=entry)


def _columns(spec: Format) -> dict[str, list[str]]:
    """Return what the columns of each table print; the list of goods begins with the number of the line."""
    listed = spec.layout.goods.cols if spec.layout.goods else ()
    return {
        GOODS_LIST: ["", *listed],
        **{table.key: [c if isinstance(c, str) else c.key for c in table.columns] for table in spec.tables},
    }
