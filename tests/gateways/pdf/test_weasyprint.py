"""WeasyPrint: one that hangs is killed, and the next page prints."""

from __future__ import annotations

import os
import shutil
import time
from typing import TYPE_CHECKING

import pytest

from app.gateways.pdf import PdfEngine, PdfTimeout, engine, port
from app.gateways.pdf import weasyprint as weasyprint_engine
from app.gateways.pdf.weasyprint import WeasyPrint

if TYPE_CHECKING:
    from pathlib import Path

needs_wkhtmltopdf = pytest.mark.skipif(not shutil.which("wkhtmltopdf"), reason="wkhtmltopdf is not installed")


PAGE = "<!doctype html><meta charset='utf-8'><title>221000004178628001</title><p>卫生 sanitary</p>"


@pytest.fixture(params=[pytest.param("wkhtmltopdf", marks=needs_wkhtmltopdf), "weasyprint"])
def printer(request: pytest.FixtureRequest) -> PdfEngine:
    return engine(request.param)


def test_a_page_that_takes_too_long_is_stopped_and_the_next_one_prints(
    printer: PdfEngine, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer.render(PAGE, pages=1)
    with monkeypatch.context() as patch:
        patch.setattr(port, "SECONDS", 0.05)
        with pytest.raises(PdfTimeout):
            printer.render(f"<!doctype html>{'<table><tr><td>卫生</td></tr></table>' * 5000}", pages=None)
    assert printer.render(PAGE, pages=1).startswith(b"%PDF")


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
