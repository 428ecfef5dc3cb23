"""Print the sample contents once for each format and engine, and look at the result: text, ink, lines."""

from __future__ import annotations

import io
import shutil
import subprocess
from functools import lru_cache

import pytest
from PIL import Image
from pypdf import PdfReader

from app.catalogue.loader import catalogue
from app.gateways.pdf import engine
from app.reports.certificate import CertificatePages, certificate_html
from tests.factories.contents import SAMPLES

ENGINES = ("wkhtmltopdf", "weasyprint")
FORMATS = tuple(SAMPLES)
NUMBER = "221000004178628001"
DPI = 150

needs_poppler = pytest.mark.skipif(not shutil.which("pdftoppm"), reason="poppler-utils draws the pages")


@lru_cache
def laid_out(code: str) -> CertificatePages:
    """Lay the sample of a format out."""
    return certificate_html(catalogue().formats[code], SAMPLES[code], certificate_no=NUMBER)


@lru_cache
def printed(code: str, name: str) -> bytes:
    """Print the sample of a format; skips where the engine is not installed."""
    if name == "wkhtmltopdf" and not shutil.which("wkhtmltopdf"):
        pytest.skip("wkhtmltopdf is not installed")
    pages = laid_out(code)
    return engine(name).render(pages.html, pages=pages.pages)  # type: ignore[arg-type]


def text_of(pdf: bytes) -> str:
    """Return the text layer without white space."""
    return "".join("".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


@lru_cache
def drawn(pdf: bytes, page: int = 1) -> Image.Image:
    """Draw a page in grey."""
    command = ["pdftoppm", "-gray", "-r", str(DPI), "-f", str(page), "-l", str(page), "-"]
    made = subprocess.run(command, input=pdf, capture_output=True, check=True)
    return Image.open(io.BytesIO(made.stdout)).convert("L")


def mm(length: float) -> int:
    """Return a length in pixels."""
    return round(length * DPI / 25.4)


def rules_of(image: Image.Image, *, shortest: float) -> list[float]:
    """Return where vertical rules stand, in mm from the left edge: dark columns at least `shortest` mm long."""
    dark = image.point(lambda level: 0 if level < 205 else 255).transpose(Image.Transpose.TRANSPOSE)
    columns = [dark.crop((0, x, dark.width, x + 1)).tobytes() for x in range(dark.height)]
    longest = [max(map(len, column.split(b"\xff"))) for column in columns]
    found, run = [], []
    for x, length in enumerate([*longest, 0]):
        if length >= mm(shortest):
            run.append(x)
        elif run:
            found.append((run[0] + run[-1] + 1) / 2 / DPI * 25.4)
            run = []
    return found
