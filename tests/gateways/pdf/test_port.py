"""The PDF engines: same bytes for the same page, honest page counts, and an end to everything that hangs."""

from __future__ import annotations

import io
import os
import shutil
import stat
import time
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.catalogue.loader import catalogue
from app.domain.errors import DomainError
from app.gateways.pdf import PdfEngine, PdfError, PdfFailed, PdfMismatch, PdfTimeout, PdfUnavailable, engine, port
from app.gateways.pdf import weasyprint as weasyprint_engine
from app.gateways.pdf.weasyprint import WeasyPrint
from app.gateways.pdf.wkhtmltopdf import Wkhtmltopdf
from app.reports.certificate import Printout, certificates_html
from tests.factories.contents import SAMPLES

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


def test_a_page_that_takes_too_long_is_stopped_and_the_next_one_prints(
    printer: PdfEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer.render(PAGE, pages=1)
    with monkeypatch.context() as patch:
        patch.setattr(port, "SECONDS", 0.05)
        with pytest.raises(PdfTimeout):
            printer.render(f"<!doctype html>{'<table><tr><td>卫生</td></tr></table>' * 5000}", pages=None)
    assert printer.render(PAGE, pages=1).startswith(b"%PDF")


def hanging(folder: Path) -> tuple[Path, Path]:
    """Write a program that says which process it is and then sleeps; return it and where it says so."""
    program, said = folder / "engine", folder / "pid"
    program.write_text(f"#!/bin/sh\necho $$ > {said}\nexec sleep 60\n")
    program.chmod(program.stat().st_mode | stat.S_IEXEC)
    return program, said


def is_gone(said: Path) -> bool:
    """Tell whether the process has ended within a second."""
    pid = int(said.read_text())
    for _ in range(50):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.02)
    return False


@pytest.mark.bar("S5")
def test_a_hanging_wkhtmltopdf_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program, said = hanging(tmp_path)
    monkeypatch.setattr(port, "SECONDS", 1.0)
    with pytest.raises(PdfTimeout):
        Wkhtmltopdf(binary=str(program)).render(PAGE, pages=1)
    assert is_gone(said)


@pytest.mark.bar("S5")
def test_a_hanging_weasyprint_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = tmp_path / "pid"
    worker = tmp_path / "worker.py"
    worker.write_text(f"import os, time\nopen({str(said)!r}, 'w').write(str(os.getpid()))\ntime.sleep(60)\n")
    monkeypatch.setattr(weasyprint_engine, "WORKER", worker)
    monkeypatch.setattr(weasyprint_engine, "SECONDS_TO_START", 1.0)
    monkeypatch.setattr(port, "SECONDS", 1.0)
    with pytest.raises(PdfTimeout):
        WeasyPrint().render(PAGE, pages=1)
    assert is_gone(said)


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


def test_a_missing_engine_says_so() -> None:
    missing = Wkhtmltopdf(binary=None)
    missing._binary = None
    with pytest.raises(PdfUnavailable):
        missing.render(PAGE, pages=1)


def test_every_failure_is_one_a_user_can_be_told() -> None:
    for failure in (PdfError, PdfFailed, PdfMismatch, PdfTimeout, PdfUnavailable):
        assert issubclass(failure, DomainError)


def test_auto_takes_wkhtmltopdf_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    for found, name in (("/usr/bin/wkhtmltopdf", "wkhtmltopdf"), (None, "weasyprint")):
        engine.cache_clear()
        monkeypatch.setattr(shutil, "which", lambda _word, found=found: found)
        assert engine("auto").name == name
    engine.cache_clear()


@pytest.mark.bar("P3")
@needs_wkhtmltopdf
def test_a_hundred_documents_start_the_engine_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from app.gateways.pdf import sealing

    starts: list[object] = []
    start = sealing.start
    monkeypatch.setattr(sealing, "start", lambda *words, **more: starts.append(words) or start(*words, **more))
    codes = list(SAMPLES)
    pages = certificates_html(
        Printout(
            format=catalogue().formats[codes[at % len(codes)]],
            content=SAMPLES[codes[at % len(codes)]],
            certificate_no=f"221000004178628{at:03}",
        )
        for at in range(100)
    )
    made = engine("wkhtmltopdf").render(pages.html, pages=pages.pages)
    assert len(PdfReader(io.BytesIO(made)).pages) == pages.pages == 100
    assert len(starts) == 1
