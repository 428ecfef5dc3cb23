"""wkhtmltopdf through pdfkit, with its doors shut: no scripts, no files, no network, no options out of the page."""

from __future__ import annotations

import secrets
import shutil
import subprocess
import tempfile
from typing import Any

import pdfkit
import structlog

from app.gateways.pdf import sealing
from app.gateways.pdf.finishing import finish
from app.gateways.pdf.port import PdfFailed, PdfTimeout, PdfUnavailable, time_limit

BINARY = "wkhtmltopdf"
#: Margins are zero, or the engine shrinks the sheet; the proxy leads nowhere.
OPTIONS: dict[str, str] = {
    "page-size": "A4",
    "margin-top": "0",
    "margin-right": "0",
    "margin-bottom": "0",
    "margin-left": "0",
    "encoding": "utf-8",
    "disable-javascript": "",
    "disable-local-file-access": "",
    "disable-plugins": "",
    "proxy": "http://127.0.0.1:9",
    "load-error-handling": "ignore",
    "load-media-error-handling": "ignore",
}

#: The engine knows no page size of CSS: what begins its style with this one lies across.
ACROSS = "<style>\n@page{size:297mm 210mm"

log = structlog.get_logger(__name__)


class SealedPdfKit(pdfkit.PDFKit):
    """pdfkit without the options it reads out of the page (CVE-2025-26240), with an end to its patience."""

    def _find_options_in_meta(self, _content: object) -> dict[str, str]:
        return {}

    def to_bytes(self, *, seconds: float) -> bytes:
        """Return what the binary wrote; raises PdfTimeout or PdfFailed."""
        with tempfile.TemporaryDirectory(prefix="paper-") as folder:
            running = sealing.start(self.command(), folder=folder, QT_QPA_PLATFORM="offscreen", QT_HASH_SEED="0")
            try:
                made, _ = running.communicate(self.source.to_s().encode("utf-8", "replace"), timeout=seconds)
            except subprocess.TimeoutExpired as error:
                raise PdfTimeout(seconds=int(seconds)) from error
            finally:
                sealing.kill(running)
                running.wait()
        if not made.startswith(b"%PDF"):
            log.error("pdf_failed", engine=BINARY, exit_code=running.returncode)
            raise PdfFailed
        return made


class Wkhtmltopdf:
    """Print with wkhtmltopdf, one process a document or batch."""

    name = BINARY

    def __init__(self, *, binary: str | None = None) -> None:
        self._binary = binary or shutil.which(BINARY)

    def render(self, html: str, *, pages: int | None) -> bytes:
        """Return the PDF; see PdfEngine."""
        if not self._binary:
            raise PdfUnavailable(engine=self.name)
        configuration: Any = pdfkit.configuration(wkhtmltopdf=self._binary, meta_tag_prefix=f"{secrets.token_hex(16)}-")
        options = {**OPTIONS, "orientation": "Landscape"} if ACROSS in html else OPTIONS
        kit = SealedPdfKit(html, "string", options=options, configuration=configuration)
        return finish(kit.to_bytes(seconds=time_limit(pages)), page=html, pages=pages)
