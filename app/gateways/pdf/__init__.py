"""PDF engines behind one port: wkhtmltopdf through pdfkit, and WeasyPrint."""

from app.gateways.pdf.choice import engine
from app.gateways.pdf.port import (
    EngineName,
    PdfEngine,
    PdfError,
    PdfFailed,
    PdfMismatch,
    PdfTimeout,
    PdfUnavailable,
)

__all__ = [
    "EngineName",
    "PdfEngine",
    "PdfError",
    "PdfFailed",
    "PdfMismatch",
    "PdfTimeout",
    "PdfUnavailable",
    "engine",
]
