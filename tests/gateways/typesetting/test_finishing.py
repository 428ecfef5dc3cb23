"""Packing a PDF: smaller, and it says the same."""

from __future__ import annotations

import io
import json

import pikepdf
from pikepdf import pdfa

from app.gateways.typesetting.compiling import OneCompiler
from app.gateways.typesetting.finishing import packed


def test_packing_saves_bytes_and_changes_nothing_that_is_said(compiler: OneCompiler) -> None:
    data = json.dumps({"lines": {f"b{n}": [f"第 {n} 号货物 goods"] for n in range(120)}})
    made = compiler.make(data, title="证书", kind="pdf", is_final=True).data
    small, pages = packed(made)
    assert len(small) < 0.8 * len(made)
    assert packed(made) == (small, pages)
    with pikepdf.open(io.BytesIO(made)) as before, pikepdf.open(io.BytesIO(small)) as after:
        assert pages == len(before.pages) == len(after.pages)
        assert before.Root.Metadata.read_bytes() == after.Root.Metadata.read_bytes()
        assert before.pdf_version == after.pdf_version == "1.7"
        assert sorted(before.Root.keys()) == sorted(after.Root.keys())
        assert {"/StructTreeRoot", "/OutputIntents", "/MarkInfo", "/Lang"} <= set(after.Root.keys())
        assert judged(before) == judged(after)
        assert {message.split()[0] for kind, message in judged(after) if kind == "violation"} <= {
            "XMP",
            "pdfaid:conformance",
        }


def judged(pdf: pikepdf.Pdf) -> list[tuple[str, str]]:
    """Return what the judge of PDF/A-3b finds; it knows neither level A nor the metadata of PDF/UA."""
    return sorted((finding.kind, finding.message) for finding in pdfa.check(pdf, "3b").findings)
