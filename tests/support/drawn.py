"""Sheets drawn by the tests themselves, right or wrong on purpose, for the reader and the inspection."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pikepdf
import typst

STANDARDS = ("a-3a", "ua-1")
FACES = ("Libertinus Serif", "Noto Serif CJK SC", "Noto Naskh Arabic", "Noto Serif Khmer", "Noto Serif Devanagari")
#: the frame of a sheet, as the official layout draws it
FRAME = "place(top + left, dx: 14mm, dy: 30mm, rect(width: 182mm, height: 240mm, stroke: 0.4mm))"


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=True, include_embedded_fonts=True)


def drawn(
    body: str,
    *,
    frame: str = FRAME,
    paper: str = "width: 210mm, height: 297mm",
    standards: Sequence[str] = STANDARDS,
    **values: str,
) -> bytes:
    """Return the PDF of a template; its values are `v.name`, and `at(x, y, [..])` puts something in its place in mm."""
    source = f"""
    #let v = json(bytes(sys.inputs.values))
    #let at(x, y, what) = place(top + left, dx: x * 1mm, dy: y * 1mm, what)
    #set document(title: "A sheet")
    #set page({paper}, margin: 0mm, background: {{ {frame} }})
    #set text(font: {json.dumps(FACES).replace("[", "(").replace("]", ")")}, size: 10pt, lang: "en", fallback: false)
    {body}
    """
    with TemporaryDirectory() as folder:
        file = Path(folder) / "sheet.typ"
        file.write_text(source, encoding="utf-8")
        made = typst.compile(
            str(file),
            format="pdf",
            font_paths=_fonts(),
            sys_inputs={"values": json.dumps(values)},
            pdf_standards=list(standards),
            timestamp=1_796_000_000,
        )
    assert isinstance(made, bytes)
    return made


def changed(pdf: bytes, change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """Return a PDF after something was done to it."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        change(document)
        kept = io.BytesIO()
        document.save(kept)
    return kept.getvalue()
