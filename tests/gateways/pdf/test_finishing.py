"""What happens to every PDF: titled as its page, without dates and ids that change from run to run."""

from __future__ import annotations

import io

import pikepdf
import pytest

from app.gateways.pdf.finishing import finish
from app.gateways.pdf.port import PdfFailed, PdfMismatch


def made(*, pages: int = 2, producer: str = "engine 1") -> bytes:
    """Make a file as an engine might."""
    pdf, file = pikepdf.new(), io.BytesIO()
    for _ in range(pages):
        pdf.add_blank_page()
    pdf.docinfo["/Producer"], pdf.docinfo["/CreationDate"] = producer, "D:20261123"
    pdf.save(file, static_id=True)
    return file.getvalue()


def test_it_is_titled_and_says_nothing_of_its_making() -> None:
    kept = finish(made(), page="<title>卫生 &amp; sanitary</title>", pages=2)
    with pikepdf.open(io.BytesIO(kept)) as pdf:
        assert {key: str(value) for key, value in pdf.docinfo.items()} == {"/Title": "卫生 & sanitary"}
        assert "/Metadata" not in pdf.Root


def test_two_runs_give_the_same_bytes() -> None:
    first, second = made(producer="engine 1"), made(producer="engine 2")
    assert first != second
    assert finish(first, page="", pages=None) == finish(second, page="", pages=None)


def test_other_pages_than_were_asked_for_are_refused() -> None:
    with pytest.raises(PdfMismatch) as caught:
        finish(made(pages=2), page="", pages=3)
    assert (caught.value.params["expected"], caught.value.params["made"]) == (3, 2)


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(PdfFailed):
        finish(b"no file", page="", pages=None)
