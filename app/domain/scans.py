"""Scans 单证扫描件: what an upload may be, and what it is answered when it is not; the names that people see."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from app.domain.document.numbering import INSPECTION_NO, is_document_no, is_sub_certificate_no, normalised_no
from app.domain.errors import DomainError

MEGABYTE = 1024 * 1024
MAX_BYTES = 10 * MEGABYTE
MAX_PAGES = 200
MAX_PIXELS = 50_000_000
#: What the parts of one PDF may unpack to, each and together.
MAX_UNPACKED_PART = 256 * MEGABYTE
MAX_UNPACKED = 512 * MEGABYTE
#: What is kept may be larger than what came: a TIFF becomes a PDF.
MAX_KEPT_BYTES = 32 * MEGABYTE
#: Files that one request may bring; a script sends each on its own.
MAX_FILES = 20
MAX_NAME = 120
#: Seconds and bytes of memory after which the check of one file is stopped.
SECONDS = 15.0
MEMORY = 1024 * MEGABYTE

#: Media type of what is kept → extension of its file.
EXTENSIONS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
#: What the file chooser of a browser offers.
ACCEPTED = ".pdf,.jpg,.jpeg,.png,.tif,.tiff,application/pdf,image/jpeg,image/png,image/tiff"

#: The answers to files that are not taken; each has its sentence in `views/scans/refusals.py`.
REFUSALS: dict[str, str] = {
    "scan_missing": "no file was chosen",
    "scan_too_many_files": "more than MAX_FILES at once",
    "scan_empty": "the file has no contents",
    "scan_too_large": "more than MAX_BYTES",
    "scan_wrong_type": "its contents are no PDF, JPEG, PNG or TIFF, whatever its name says",
    "scan_damaged": "it begins as one of these types and cannot be read to its end",
    "scan_encrypted": "the PDF is protected, by a password or against copying",
    "scan_too_many_pages": "more than MAX_PAGES",
    "scan_too_many_pixels": "an image of more than MAX_PIXELS",
    "scan_unpacks_too_far": "a bomb: parts unpack to more than MAX_UNPACKED_PART or MAX_UNPACKED, or draw each other",
    "scan_active_content": "active content that rewriting did not remove",
    "scan_too_complex": "its check took more than SECONDS or MEMORY, or what would be kept is over MAX_KEPT_BYTES",
}

_FORBIDDEN_IN_NAMES = re.compile(r'[<>:"|?*]')
_BLANKS = re.compile(r"\s+")


class ScanRefusedError(DomainError):
    """Refuse a file; `code` is one of REFUSALS."""

    status = 422
    code = "scan_damaged"


@dataclass(frozen=True, kw_only=True)
class Upload:
    """Hold one file as it came: the name is what the sender says, the contents are what counts."""

    name: str
    data: bytes


@dataclass(frozen=True, kw_only=True)
class Checked:
    """Hold a file after its check: rewritten, so that nothing but pages and pictures is in it.

    is_cleaned     active content or foreign data was in it and is gone
    is_converted   it came as TIFF and is kept as PDF
    """

    data: bytes
    media_type: str
    pages: int
    is_cleaned: bool = False
    is_converted: bool = False


def shown_name(name: str) -> str:
    """Return a file's name for people to read: no folders, no invisible or reordering characters, at most MAX_NAME.

    It never becomes part of a path; files are stored under their hash and saved under the document number.
    """
    last = re.split(r"[\\/]", name)[-1]
    readable = "".join(char if _is_readable(char) else " " for char in unicodedata.normalize("NFC", last))
    text = _BLANKS.sub(" ", _FORBIDDEN_IN_NAMES.sub(" ", readable)).strip(" .")
    if len(text) <= MAX_NAME:
        return text
    stem, dot, extension = text.rpartition(".")
    tail = f"…{dot}{extension}" if dot and len(extension) <= 5 else "…"  # noqa: PLR2004 longer ones are no extensions
    return (stem if len(tail) > 1 else text)[: MAX_NAME - len(tail)] + tail


def number_in_name(name: str) -> str:
    """Return the document number that a file is named by (`221000004184565001.pdf`), or an empty text."""
    stem = shown_name(name).rpartition(".")[0] or shown_name(name)
    number = normalised_no(stem)
    return number if is_document_no(number) and any(char.isdigit() for char in number) else ""


def inspection_part(document_no: str) -> tuple[str, int | None]:
    """Return inspection number and sub-number that a document number is made of; an empty text and None otherwise."""
    inspection_no, sub_no = document_no[:15], document_no[15:]
    if INSPECTION_NO.fullmatch(inspection_no) is None:
        return "", None
    if not sub_no:
        return inspection_no, None
    return (inspection_no, int(sub_no)) if len(sub_no) == 3 and is_sub_certificate_no(sub_no) else ("", None)  # noqa: PLR2004


def _is_readable(char: str) -> bool:
    category = unicodedata.category(char)
    return char == " " or category[0] not in "CZ"
