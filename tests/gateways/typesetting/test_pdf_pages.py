"""A page of a finished PDF as a picture: the page that was asked for, in its size, with its lines."""

from __future__ import annotations

import io

import pytest
from PIL import Image
from weasyprint import HTML

from app.gateways.typesetting.pdf_pages import PPI, page_of
from app.gateways.typesetting.port import UnreadablePdfError


@pytest.fixture(scope="module")
def pdf() -> bytes:
    style = "@page { size: A4; margin: 20mm } p { margin: 0; break-after: page; background: #d00; font-family: serif }"
    made: bytes = HTML(string=f"<style>{style}</style><p>first page</p><p>second<br>page</p>").write_pdf()
    return made


@pytest.mark.parametrize(("wanted", "page", "lines"), [(1, 1, ("first page",)), (2, 2, ("second", "page"))])
def test_a_page_is_drawn_with_its_lines(pdf: bytes, wanted: int, page: int, lines: tuple[str, ...]) -> None:
    found = page_of(pdf, page=wanted)
    assert (found.page, found.pages, found.lines) == (page, 2, lines)
    assert (round(found.width), round(found.height)) == (210, 297)


def test_beyond_the_end_is_the_last_page(pdf: bytes) -> None:
    assert (page_of(pdf, page=99).page, page_of(pdf, page=0).page) == (2, 1)


def test_the_picture_shows_what_stands_on_the_paper(pdf: bytes) -> None:
    picture = Image.open(io.BytesIO(page_of(pdf).data))
    assert picture.size == (round(210 / 25.4 * PPI), round(297 / 25.4 * PPI))
    assert picture.convert("RGB").getpixel((picture.width // 2, round(22 / 25.4 * PPI))) == (221, 0, 0)
    assert picture.convert("RGB").getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 nothing", b"no PDF"])
def test_what_is_no_pdf_is_told(data: bytes) -> None:
    with pytest.raises(UnreadablePdfError):
        page_of(data)
