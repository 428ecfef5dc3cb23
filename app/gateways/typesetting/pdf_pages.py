"""One page of a finished PDF as a picture, with the lines that stand on it: what a screen shows of an issued file."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.gateways.typesetting.pdfium import ONE_AT_A_TIME
from app.gateways.typesetting.port import UnreadablePdfError

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument

#: Pixels an inch: sharp on a screen of 1920, a third of a megabyte.
PPI = 144
#: Less is quicker and hardly larger for letters on white.
COMPRESSION = 3
_MM = 25.4 / 72


@dataclass(frozen=True, kw_only=True)
class PdfPage:
    """Hold a page as PNG, its number, how many there are, its size in millimetres, and its lines of text."""

    data: bytes
    page: int
    pages: int
    width: float
    height: float
    lines: tuple[str, ...]


def page_of(pdf: bytes, *, page: int = 1) -> PdfPage:
    """Return one page of a PDF, the last one when there are fewer; raises UnreadablePdfError."""
    with ONE_AT_A_TIME, _opened(pdf) as document:
        pages = len(document)
        number = min(max(page, 1), pages)
        found = document[number - 1]
        width, height = found.get_size()
        bitmap = found.render(scale=PPI / 72)
        image = bitmap.to_pil().copy()
        bitmap.close()
        text = found.get_textpage().get_text_range()
    kept = io.BytesIO()
    image.save(kept, "PNG", compress_level=COMPRESSION)
    return PdfPage(
        data=kept.getvalue(),
        page=number,
        pages=pages,
        width=width * _MM,
        height=height * _MM,
        lines=tuple(line for line in map(str.strip, text.splitlines()) if line),
    )


def _opened(pdf: bytes) -> PdfDocument:
    from pypdfium2 import PdfDocument, PdfiumError

    try:
        return PdfDocument(pdf)
    except PdfiumError as error:
        raise UnreadablePdfError from error
