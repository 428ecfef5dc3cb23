"""Draw what was printed, and look at it: ink and lines."""

from __future__ import annotations

import io
import shutil
import subprocess
from functools import cache

import pytest
from PIL import Image

DPI = 150

needs_poppler = pytest.mark.skipif(not shutil.which("pdftoppm"), reason="poppler-utils draws the pages")


@cache
def drawn(pdf: bytes, page: int = 1) -> Image.Image:
    """Draw a page in grey, with another program than the one that printed it."""
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
