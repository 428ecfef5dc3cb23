"""The kinds of field: how a text of each kind is normalised and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from app.domain.document.characters import settled
from app.domain.document.shapes import OptionShape
from app.domain.document.texts import half_width, read_date, read_number, typed_date
from app.domain.document.unprintable import Covers, unprintable
from app.domain.names import Naming

Fault = tuple[str, dict[str, object]]  # code and parameters
_LOOKS_LIKE_DATE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}")
_COUNTRY = re.compile(r"[A-Z]{3}")


@dataclass(frozen=True, kw_only=True)
class Limits:
    """Hold what a field or column allows, whatever its kind.

    names   knows countries and codes; without it only their shape is checked
    covers  knows the fonts; without it only damage is found
    """

    kind: str
    max_length: int | None = None
    decimals: int | None = None
    options: tuple[OptionShape, ...] = ()
    code_list: str | None = None
    is_multiple: bool = False
    names: Naming | None = None
    covers: Covers | None = None


@dataclass(frozen=True)
class Kind:
    """Check and normalise the texts of one kind of field."""

    check: Callable[[str, Limits], Iterator[Fault]]
    has_lines: bool = False
    is_stored_plain: bool = False  # numbers, dates and codes: full-width characters become half-width


def faults(text: str, limits: Limits) -> Iterator[Fault]:
    """Yield what is wrong with a text that is not empty."""
    kind = KINDS[limits.kind]
    text = settled(text, has_lines=kind.has_lines)  # what is printed, of texts stored before this rule too
    for found in unprintable(text, limits.covers):
        yield found.code, dict(found.params)
    if limits.max_length is not None and len(text) > limits.max_length:
        yield "too_long", {"max_length": limits.max_length, "length": len(text)}
    yield from kind.check(text, limits)


def normalised(kind: str, text: str) -> str:
    """Return a typed text as it is stored: settled and trimmed; numbers, dates and codes half-width."""
    stored = settled(text, has_lines=KINDS[kind].has_lines).strip()
    if not KINDS[kind].is_stored_plain:
        return stored
    stored = half_width(stored).strip()
    if kind == "decimal":
        return _without_separators(stored)
    return typed_date(stored) if kind == "date" else stored


def _without_separators(number: str) -> str:
    is_grouped = re.fullmatch(r"[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?", number)
    return number.replace(",", "") if is_grouped else number


def _any_text(_text: str, _limits: Limits) -> Iterator[Fault]:
    return iter(())


def _date(text: str, _limits: Limits) -> Iterator[Fault]:
    if len(text) != len("2021-03-01") or read_date(text) is None:
        yield "not_a_date", {}


def _date_or_text(text: str, limits: Limits) -> Iterator[Fault]:
    if _LOOKS_LIKE_DATE.fullmatch(text):
        yield from _date(text, limits)


def _decimal(text: str, limits: Limits) -> Iterator[Fault]:
    if read_number(text) is None:
        yield "not_a_number", {}
    elif limits.decimals is not None and len(text.partition(".")[2]) > limits.decimals:
        yield "too_many_decimals", {"decimals": limits.decimals}


def _enum(text: str, limits: Limits) -> Iterator[Fault]:
    allowed = {option.value for option in limits.options}
    chosen = [value.strip() for value in text.split(",")] if limits.is_multiple else [text]
    for value in chosen:
        if value not in allowed:
            yield "not_an_option", {"value": value}


def _code(text: str, limits: Limits) -> Iterator[Fault]:
    names = limits.names
    if names is not None and limits.code_list and names.code(limits.code_list, text, "en") is None:
        yield "not_in_list", {"value": text, "list": limits.code_list}


def _country(text: str, limits: Limits) -> Iterator[Fault]:
    is_known = limits.names is None or limits.names.country(text, "en") is not None
    if _COUNTRY.fullmatch(text) is None or not is_known:
        yield "not_a_country", {"value": text}


def _no_text(_text: str, _limits: Limits) -> Iterator[Fault]:
    yield "not_entered", {}


#: The one table of kinds: a new kind of field is a row here, one in the schema and one in the forms.
KINDS: Mapping[str, Kind] = {
    "text": Kind(_any_text),
    "textarea": Kind(_any_text, has_lines=True),
    "richtext": Kind(_any_text, has_lines=True),
    "date": Kind(_date, is_stored_plain=True),
    "date_or_text": Kind(_date_or_text),
    "enum": Kind(_enum),
    "code": Kind(_code, is_stored_plain=True),
    "country": Kind(_country, is_stored_plain=True),
    "quantity": Kind(_any_text),
    "decimal": Kind(_decimal, is_stored_plain=True),
    "money": Kind(_any_text),
    "image": Kind(_no_text),
}
