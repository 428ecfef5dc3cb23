"""What happens to every PDF an engine made: pages counted, dates and ids that change from run to run removed."""

from __future__ import annotations

import html
import io
import re

import pikepdf

from app.gateways.pdf.port import PdfFailed, PdfMismatch

_TITLE = re.compile(r"<title>([^<]*)</title>")


def finish(made: bytes, *, page: str, pages: int | None) -> bytes:
    """Return the PDF in its kept form, titled as `page` is; raises PdfMismatch when its pages are not `pages`."""
    title = _TITLE.search(page)
    try:
        with pikepdf.open(io.BytesIO(made)) as pdf:
            if pages is not None and len(pdf.pages) != pages:
                raise PdfMismatch(expected=pages, made=len(pdf.pages))
            for key in ("/CreationDate", "/ModDate", "/Producer", "/Creator"):
                if key in pdf.docinfo:
                    del pdf.docinfo[key]
            pdf.docinfo["/Title"] = html.unescape(title[1]) if title else ""
            if "/Metadata" in pdf.Root:
                del pdf.Root.Metadata
            kept = io.BytesIO()
            pdf.save(kept, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    except pikepdf.PdfError as error:
        raise PdfFailed from error
    return kept.getvalue()
