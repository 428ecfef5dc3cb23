"""PDF files as a whole: several put one behind the other."""

from __future__ import annotations

import io
from collections.abc import Sequence
from contextlib import ExitStack

import pikepdf


def joined(files: Sequence[bytes]) -> bytes:
    """Put PDFs one behind the other."""
    whole = pikepdf.new()
    made = io.BytesIO()
    with ExitStack() as opened:
        for data in files:
            whole.pages.extend(opened.enter_context(pikepdf.open(io.BytesIO(data))).pages)
        whole.save(made)
    return made.getvalue()
