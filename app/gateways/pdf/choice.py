"""Which engine prints."""

from __future__ import annotations

import shutil
from functools import lru_cache

from app.gateways.pdf.port import EngineName, PdfEngine
from app.gateways.pdf.weasyprint import WeasyPrint
from app.gateways.pdf.wkhtmltopdf import BINARY, Wkhtmltopdf


@lru_cache(maxsize=4)
def engine(name: EngineName = "auto") -> PdfEngine:
    """Return the engine; "auto" takes wkhtmltopdf where it is installed, else WeasyPrint."""
    if name == "wkhtmltopdf" or (name == "auto" and shutil.which(BINARY)):
        return Wkhtmltopdf()
    return WeasyPrint()
