"""The header 基本信息 of an application: what its columns can hold, and how typed values are stored."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeAlias

from app.domain.document.fields import FieldError
from app.domain.document.kinds import normalised
from app.domain.document.numbering import normalised_no
from app.domain.document.texts import read_date
from app.domain.document.unprintable import unprintable
from app.domain.json_values import JsonValue

HeaderValue: TypeAlias = "JsonValue | date"
Header: TypeAlias = Mapping[str, HeaderValue]
#: Most characters of each text column; the columns themselves stand in `models/application.py`.
MAX_LENGTHS: Mapping[str, int] = {
    "inspection_no": 15,
    "declaring_customs": 6,
    "consignor_name_zh": 150,
    "consignor_name_foreign": 400,
    "consignee_name_zh": 150,
    "consignee_name_foreign": 400,
    "destination_country": 3,
    "producer": 150,
}
_DATES = ("declaration_date",)
_CODES = ("declaring_customs", "destination_country")


def stored(header: Header) -> dict[str, HeaderValue]:
    """Return typed header values as they are stored: trimmed, numbers in one form, dates as YYYY-MM-DD."""
    return {name: _stored(name, value) for name, value in header.items()}


def faults(header: Header) -> list[FieldError]:
    """Return what no column can hold; nothing is wrong with a value that is missing."""
    return list(_faults(header))


def _faults(header: Header) -> Iterator[FieldError]:
    for name, limit in MAX_LENGTHS.items():
        text = str(header.get(name) or "")
        if len(text) > limit:
            yield FieldError(f"application.{name}", "too_long", {"max_length": limit, "length": len(text)})
        for found in unprintable(text):
            yield FieldError(f"application.{name}", found.code, found.params)
    for name in _DATES:
        value = header.get(name)
        if isinstance(value, str) and value and read_date(value) is None:
            yield FieldError(f"application.{name}", "not_a_date")


def _stored(name: str, value: HeaderValue) -> HeaderValue:
    if not isinstance(value, str):
        return value
    if name == "inspection_no":
        return normalised_no(value)
    if name in _DATES:
        return normalised("date", value)
    return normalised("code" if name in _CODES else "text", value)
