"""Print the samples of the formats and read what stands on their sheets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pypdfium2

from app.catalogue.loader import catalogue
from app.gateways.typesetting import Box, Printed, Sheet, typesetter
from app.reports.certificate import PAPER, Preview, Printout, sheet_of
from tests.factories.contents import SAMPLES

if TYPE_CHECKING:
    from app.domain.document.content import Content
    from app.reports.sheet_data import SheetData

NUMBER = "221000004178628001"
FORMATS = tuple(SAMPLES)
MM = 72 / 25.4


@dataclass(frozen=True)
class Letter:
    """One character of the text layer: its sheet, and where it stands in mm from the upper left corner."""

    char: str
    page: int
    left: float
    top: float
    right: float
    bottom: float


def data_of(
    format_code: str, content: Content | None = None, *, preview: Preview | None = None, **options: object
) -> SheetData:
    """Return what a format prints; `options` are those of a Printout."""
    options.setdefault("certificate_no", NUMBER)
    printout = Printout(format=catalogue().formats[format_code], content=content or SAMPLES[format_code], **options)  # type: ignore[arg-type]
    return sheet_of(printout, preview=preview)


def printed(data: SheetData, *, is_final: bool = True) -> Printed:
    """Print the data of a document."""
    return typesetter(PAPER, PAPER).print(Sheet(title=data["meta"]["title"], data=data), is_final=is_final)


@cache
def sample(code: str) -> Printed:
    """Print the sample of a format."""
    return printed(data_of(code))


def letters(pdf: bytes) -> list[Letter]:
    """Return every visible character with its place."""
    found = []
    document = pypdfium2.PdfDocument(pdf)
    for number, page in enumerate(document, start=1):
        height, text = page.get_height(), page.get_textpage()
        for at in range(text.count_chars()):
            char = text.get_text_range(at, 1)
            if char.strip():
                left, bottom, right, top = (edge / MM for edge in text.get_charbox(at))
                found.append(Letter(char, number, left, height / MM - top, right, height / MM - bottom))
    return found


def pages_of(pdf: bytes) -> list[str]:
    """Return the text of every sheet without white space, in the order of the text layer."""
    return ["".join(page.get_textpage().get_text_range().split()) for page in pypdfium2.PdfDocument(pdf)]


def text_of(pdf: bytes) -> str:
    """Return the text of all sheets without white space."""
    return "".join(pages_of(pdf))


def squeezed(text: str) -> str:
    """Return a text without white space, as the text of a sheet is compared."""
    return "".join(text.split())


def boxes_of(made: Printed, key: str) -> list[Box]:
    """Return where a field stands, on each of its sheets."""
    return [box for box in made.boxes if box.key == key]
