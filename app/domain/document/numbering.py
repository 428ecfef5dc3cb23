"""Numbers: inspection number, sub-certificate number, certificate number, document number, container number."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from stdnum import iso6346

from app.domain.document.texts import half_width

INSPECTION_NO = re.compile(r"[0-9A-Z]{15}")
DOCUMENT_NO = re.compile(r"[0-9A-Z-]{6,32}")
_SUB_CERTIFICATE_NO = re.compile(r"[0-9]{1,3}")
_CONTAINER_NO = re.compile(r"[A-Z]{3}[UJZ][0-9]{7}")
LAST_SUB_CERTIFICATE_NO = 999
_UPPER = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ")


def normalised_no(text: str) -> str:
    """Return a number as it is stored: half width, upper case, without blanks and invisible characters."""
    return "".join(char for char in half_width(text).translate(_UPPER) if not _is_invisible(char))


def _is_invisible(char: str) -> bool:
    return char.isspace() or unicodedata.category(char) == "Cf"


def is_inspection_no(number: str) -> bool:
    """Tell whether a normalised number can be an inspection number (or a packaging application's number)."""
    return INSPECTION_NO.fullmatch(number) is not None


def is_document_no(number: str) -> bool:
    """Tell whether a normalised number is accepted for an uploaded scan; old paper numbers differ in form."""
    return DOCUMENT_NO.fullmatch(number) is not None


def is_sub_certificate_no(text: str) -> bool:
    """Tell whether a typed text is a sub-certificate number: one to three digits, not zero."""
    number = normalised_no(text)
    return _SUB_CERTIFICATE_NO.fullmatch(number) is not None and int(number) > 0


def canonical_sub_certificate_no(text: str) -> str:
    """Return a sub-certificate number in three digits (`1`, `01` → `001`); raises ValueError for another text."""
    if not is_sub_certificate_no(text):
        raise ValueError(f"not a sub-certificate number: {text!r}")
    return f"{int(normalised_no(text)):03d}"


def next_sub_certificate_no(taken: Iterable[str]) -> str | None:
    """Return the lowest free sub-certificate number, or None when all are taken."""
    used = {int(number) for number in taken if _SUB_CERTIFICATE_NO.fullmatch(number)}
    free = (number for number in range(1, LAST_SUB_CERTIFICATE_NO + 1) if number not in used)
    number = next(free, None)
    return None if number is None else f"{number:03d}"


def certificate_no(inspection_no: str, sub_certificate_no: str) -> str:
    """Join the number that a certificate is given at approval; raises ValueError for parts of another form."""
    if not is_inspection_no(inspection_no):
        raise ValueError(f"not an inspection number: {inspection_no!r}")
    return f"{inspection_no}{canonical_sub_certificate_no(sub_certificate_no)}"


def is_container_no_shaped(number: str) -> bool:
    """Tell whether a normalised number has the form of ISO 6346: owner, category U, J or Z, six digits, check digit."""
    return _CONTAINER_NO.fullmatch(number) is not None


def corrected_container_no(number: str) -> str | None:
    """Return the container number with the right check digit, or None when it has another form."""
    if not is_container_no_shaped(number):
        return None
    return f"{number[:10]}{iso6346.calc_check_digit(number[:10])}"
