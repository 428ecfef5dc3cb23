"""wkhtmltopdf: one that hangs is killed."""

from __future__ import annotations

import os
import stat
import time
from typing import TYPE_CHECKING

import pytest

from app.gateways.pdf import PdfTimeout, port
from app.gateways.pdf.wkhtmltopdf import Wkhtmltopdf

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "<!doctype html><meta charset='utf-8'><title>221000004178628001</title><p>卫生 sanitary</p>"


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
