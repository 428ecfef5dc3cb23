"""PDF files put one behind the other: every page of each, in order, and one file alone stays whole."""

from __future__ import annotations

import io

import pikepdf

from app.services.base import pdf_files


def pages(*widths: int) -> bytes:
    made, file = pikepdf.new(), io.BytesIO()
    for width in widths:
        made.add_blank_page(page_size=(width, 100))
    made.save(file)
    return file.getvalue()


def widths(data: bytes) -> list[int]:
    with pikepdf.open(io.BytesIO(data)) as opened:
        return [int(page.mediabox[2]) for page in opened.pages]


def test_every_page_stands_in_the_order_of_the_files() -> None:
    assert widths(pdf_files.joined([pages(101, 102), pages(103), pages(104, 105)])) == [101, 102, 103, 104, 105]


def test_one_file_alone_keeps_its_pages() -> None:
    assert widths(pdf_files.joined([pages(101, 102)])) == [101, 102]
