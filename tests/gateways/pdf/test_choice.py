"""The choice of an engine: wkhtmltopdf where it is installed, and a missing one says so."""

from __future__ import annotations

import shutil

import pytest

from app.gateways.pdf import PdfUnavailable, engine
from app.gateways.pdf.wkhtmltopdf import Wkhtmltopdf

PAGE = "<!doctype html><meta charset='utf-8'><title>221000004178628001</title><p>卫生 sanitary</p>"


def test_a_missing_engine_says_so() -> None:
    missing = Wkhtmltopdf(binary=None)
    missing._binary = None
    with pytest.raises(PdfUnavailable):
        missing.render(PAGE, pages=1)


def test_auto_takes_wkhtmltopdf_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    for found, name in (("/usr/bin/wkhtmltopdf", "wkhtmltopdf"), (None, "weasyprint")):
        engine.cache_clear()
        monkeypatch.setattr(shutil, "which", lambda _word, found=found: found)
        assert engine("auto").name == name
    engine.cache_clear()
