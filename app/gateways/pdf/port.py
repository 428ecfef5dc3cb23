"""What every PDF engine does, and how it fails."""

from __future__ import annotations

from typing import Literal, Protocol

from app.domain.errors import DomainError

EngineName = Literal["wkhtmltopdf", "weasyprint", "auto"]

#: Seconds after which an engine is killed, for up to PAGES_IN_TIME pages; more pages get SECONDS_A_PAGE each.
SECONDS = 14.0
PAGES_IN_TIME = 5
SECONDS_A_PAGE = 2.0
#: Bytes of address space an engine may take.
MEMORY = 3 * 1024**3


class PdfError(DomainError):
    """Say that no PDF was made; the engine's own words stay in the log."""

    status = 500
    code = "pdf_failed"


class PdfFailed(PdfError):  # noqa: N818 - the port's names are states
    """Report an engine that ended without a PDF."""


class PdfUnavailable(PdfError):  # noqa: N818
    """Report an engine that is not installed."""

    status = 503
    code = "pdf_engine_missing"


class PdfTimeout(PdfError):  # noqa: N818
    """Report an engine that was stopped because it took too long."""

    status = 503
    code = "pdf_timeout"


class PdfMismatch(PdfError):  # noqa: N818
    """Report a PDF with another number of pages than was laid out; params: expected, made."""

    code = "pdf_page_mismatch"


class PdfEngine(Protocol):
    """Print HTML on A4."""

    name: str

    def render(self, html: str, *, pages: int | None) -> bytes:
        """Return the PDF; raises PdfMismatch when it has not `pages` pages (None: any), else another PdfError.

        The same HTML gives the same bytes, so that a hash of a kept PDF means something.
        """
        ...


def time_limit(pages: int | None) -> float:
    """Return the seconds an engine may take for so many pages."""
    return SECONDS + SECONDS_A_PAGE * max(0, (pages or 0) - PAGES_IN_TIME)
