"""How scans are written: kind and size of a file, what was done to it, and the scans of a document's page."""

from __future__ import annotations

from flask import Flask
from flask_babel import format_decimal
from flask_babel import gettext as _

from app.models import Certificate, ScanFile
from app.services.certificates import certificates
from app.services.scans import numbers, scans
from app.views.frame.actor import current_actor
from app.views.frame.context import Context
from app.views.words import code_words

KINDS = {"application/pdf": "PDF", "image/jpeg": "JPEG", "image/png": "PNG"}
KILOBYTE = 1024


def install(app: Flask) -> None:
    """Give templates `scans_of(certificate)`, for the page of a document, and histories the words of our codes."""
    app.jinja_env.globals["scans_of"] = scans_of
    code_words.take_in({"size": size_text, "media_type": lambda code: KINDS.get(code, code)})


def kind_of(file: ScanFile) -> str:
    """Return the kind of a file."""
    kind = KINDS[file.media_type]
    return _("%(kind)s (from TIFF)", kind=kind) if file.is_converted else kind


def size_of(file: ScanFile) -> str:
    """Return the size of a file in kilobytes or megabytes."""
    return size_text(file.size)


def size_text(size: int) -> str:
    """Write a number of bytes in kilobytes or megabytes."""
    kilobytes = size / KILOBYTE
    if kilobytes < KILOBYTE:
        return f"{format_decimal(max(1, round(kilobytes)))} kB"
    return f"{format_decimal(round(kilobytes / KILOBYTE, 1))} MB"


def file_notes(file: ScanFile) -> list[str]:
    """Say what was done to a file when it came."""
    notes = []
    if file.is_cleaned:
        notes.append(_("Scripts, links, attachments or foreign data in the file were removed; its pages are complete."))
    if file.is_converted:
        notes.append(_("It came as TIFF and is kept as PDF, which every browser can show."))
    return notes


def scans_of(certificate: Certificate) -> Context:
    """Return the scans under a document's number, that number, and whether the reader may add one."""
    actor = current_actor()
    may_upload = actor.may("can_upload_scan", certificates.resource(certificate)) and actor.may("can_add", "scans")
    return {
        "number": numbers.of_certificate(certificate),
        "rows": scans.of_certificate(actor, certificate),
        "may_see": actor.may("can_show", "scans"),
        "may_upload": may_upload and certificate.organisation_id in actor.organisation_ids,
    }
