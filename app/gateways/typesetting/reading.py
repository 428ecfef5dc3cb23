"""What a finished PDF shows, read back by PDFium, which had no part in making it."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from app.gateways.typesetting.claims import Claims, claims_of
from app.gateways.typesetting.pdfium import ONE_AT_A_TIME
from app.gateways.typesetting.port import UnreadablePdfError

if TYPE_CHECKING:
    from pypdfium2 import raw

MM = 25.4 / 72
#: PDFium writes this for the hyphen at the end of a line
_LINE_HYPHEN = 0x02
#: characters beyond the basic plane come in two halves, the lower of which is the first
_HALVES, _LOW, _ASTRAL = range(0xD800, 0xE000), 0xDC00, 0x10000


class Character(NamedTuple):
    """A character and the ink of its glyph, in millimetres from the upper left corner of the sheet.

    A glyph without a character, as that of a missing one, has NUL for its text.
    """

    text: str
    left: float
    top: float
    right: float
    bottom: float


class Shape(NamedTuple):
    """The bounds of something drawn with lines, with the width of its pen."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True, kw_only=True)
class ReadSheet:
    """One sheet as it was read: its size in millimetres, its turn in degrees, and all that stands on it in order."""

    width: float
    height: float
    turned: int
    characters: tuple[Character, ...]
    shapes: tuple[Shape, ...]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A finished PDF as it was read back."""

    sheets: tuple[ReadSheet, ...]
    claims: Claims


def read(pdf: bytes) -> Reading:
    """Read a PDF back; raises UnreadablePdfError when it is none or is damaged."""
    return Reading(sheets=tuple(_sheets(pdf)), claims=claims_of(pdf))


def _sheets(pdf: bytes) -> list[ReadSheet]:
    from pypdfium2 import raw

    with ONE_AT_A_TIME, _opened(pdf) as document:
        found = []
        for index in range(raw.FPDF_GetPageCount(document)):
            page = raw.FPDF_LoadPage(document, index)
            if not page:
                raise UnreadablePdfError
            try:
                found.append(_sheet(page))
            finally:
                raw.FPDF_ClosePage(page)
        return found


@contextmanager
def _opened(pdf: bytes) -> Iterator[raw.Document]:
    from pypdfium2 import raw

    document = raw.FPDF_LoadMemDocument64(pdf, len(pdf), None)
    if not document:
        raise UnreadablePdfError
    try:
        yield document
    finally:
        raw.FPDF_CloseDocument(document)


def _sheet(page: raw.Page) -> ReadSheet:
    from pypdfium2 import raw

    seen = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, seen)
    return ReadSheet(
        width=(seen.right - seen.left) * MM,
        height=(seen.top - seen.bottom) * MM,
        turned=90 * raw.FPDFPage_GetRotation(page),
        characters=tuple(_characters(page, seen)),
        shapes=tuple(_shapes(page, seen)),
    )


def _characters(page: raw.Page, seen: raw.FS_RECTF) -> list[Character]:
    """Return what is drawn as text; blanks and line ends that PDFium adds by itself are left out."""
    from pypdfium2 import raw

    text = raw.FPDFText_LoadPage(page)
    if not text:
        raise UnreadablePdfError
    # the loop runs some thousand times a sheet, so its names are local and its numbers are made once
    get_box, get_code, is_generated = raw.FPDFText_GetCharBox, raw.FPDFText_GetUnicode, raw.FPDFText_IsGenerated
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    x, y, mm, found, half = seen.left, seen.top, MM, [], 0
    try:
        for index in range(raw.FPDFText_CountChars(text)):
            code = get_code(text, index)
            if code in _HALVES:
                # in a line from the right the second half comes first
                if not half:
                    half = code
                    continue
                upper, lower = max(half, code), min(half, code)
                code, half = _ASTRAL + ((lower - _HALVES.start) << 10) + upper - _LOW, 0
            elif is_generated(text, index):
                continue
            get_box(text, index, left, right, bottom, top)
            found.append(
                Character(
                    "-" if code == _LINE_HYPHEN else chr(code),
                    (left.value - x) * mm,
                    (y - top.value) * mm,
                    (right.value - x) * mm,
                    (y - bottom.value) * mm,
                )
            )
    finally:
        raw.FPDFText_ClosePage(text)
    return found


def _shapes(page: raw.Page, seen: raw.FS_RECTF) -> Iterator[Shape]:
    from pypdfium2 import raw

    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(raw.FPDFPage_CountObjects(page)):
        item = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_PATH:
            raw.FPDFPageObj_GetBounds(item, left, bottom, right, top)
            yield Shape(
                (left.value - seen.left) * MM,
                (seen.top - top.value) * MM,
                (right.value - seen.left) * MM,
                (seen.top - bottom.value) * MM,
            )
