"""The PDF engines: same bytes for the same page, honest page counts, and an end to everything that hangs."""

from __future__ import annotations

import io
import shutil
import time
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from app.domain.errors import DomainError
from app.gateways.pdf import PdfEngine, PdfError, PdfFailed, PdfMismatch, PdfTimeout, PdfUnavailable, engine, port
from app.gateways.pdf.wkhtmltopdf import Wkhtmltopdf

if TYPE_CHECKING:
    from pathlib import Path

needs_wkhtmltopdf = pytest.mark.skipif(not shutil.which("wkhtmltopdf"), reason="wkhtmltopdf is not installed")


PAGE = "<!doctype html><meta charset='utf-8'><title>221000004178628001</title><p>卫生 sanitary</p>"


@pytest.fixture(params=[pytest.param("wkhtmltopdf", marks=needs_wkhtmltopdf), "weasyprint"])
def printer(request: pytest.FixtureRequest) -> PdfEngine:
    return engine(request.param)


def test_the_same_page_gives_the_same_bytes(printer: PdfEngine) -> None:
    first = printer.render(PAGE, pages=1)
    time.sleep(1.1)
    assert printer.render(PAGE, pages=1) == first


def test_the_title_is_kept_and_nothing_tells_when_or_with_what_it_was_made(printer: PdfEngine) -> None:
    reader = PdfReader(io.BytesIO(printer.render(PAGE, pages=1)))
    assert reader.metadata is not None
    assert dict(reader.metadata) == {"/Title": "221000004178628001"}
    assert reader.xmp_metadata is None


def test_another_number_of_pages_is_refused(printer: PdfEngine) -> None:
    with pytest.raises(PdfMismatch) as refused:
        printer.render(PAGE, pages=2)
    assert refused.value.params == {"expected": 2, "made": 1}


@pytest.mark.bar("S5")
def test_one_page_never_gets_more_than_fifteen_seconds() -> None:
    assert port.time_limit(1) <= 15
    assert port.time_limit(None) <= 15


def test_an_engine_that_fails_does_not_show_its_own_words(tmp_path: Path) -> None:
    program = tmp_path / "engine"
    program.write_text("#!/bin/sh\necho 'secret path' >&2\nexit 1\n")
    program.chmod(0o755)
    with pytest.raises(PdfFailed) as failed:
        Wkhtmltopdf(binary=str(program)).render(PAGE, pages=1)
    assert "secret" not in repr(failed.value)


def test_every_failure_is_one_a_user_can_be_told() -> None:
    for failure in (PdfError, PdfFailed, PdfMismatch, PdfTimeout, PdfUnavailable):
        assert issubclass(failure, DomainError)
