"""A printer that remembers: what the engine made of a page once is not made again in the same run of the tests."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from app.gateways.pdf import PdfEngine


class RememberingEngine:
    """Hold the port's promise against it: the same HTML gives the same bytes, so the first ones do.

    An engine costs a quarter of a second a sheet, and hundreds of tests issue the same sample certificate. The tests
    of the engines call them directly and never meet this one.
    """

    def __init__(self, engine: PdfEngine, folder: Path) -> None:
        self.name = engine.name
        self._engine, self._folder = engine, folder
        folder.mkdir(parents=True, exist_ok=True)

    def render(self, html: str, *, pages: int | None) -> bytes:
        """Return the PDF as the engine made it; what it refuses is not remembered."""
        key = hashlib.sha256(f"{self.name}\0{pages}\0{html}".encode()).hexdigest()
        kept = self._folder / f"{key}.pdf"
        if kept.exists():
            return kept.read_bytes()
        made = self._engine.render(html, pages=pages)
        new = kept.with_suffix(f".{id(made)}")
        new.write_bytes(made)
        new.rename(kept)
        return made
