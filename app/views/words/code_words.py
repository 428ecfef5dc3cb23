"""Codes in words: one table of the columns that hold codes, and what each code is called."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import get_timezone_location
from flask import current_app
from flask_babel import get_locale
from flask_babel import lazy_gettext as _l

from app.domain import time_zones
from app.domain.json_values import JsonValue
from app.domain.parameters import DECLARED, Parameter
from app.services.base import record_names, rich_text
from app.views.words import labels, role_words
from app.views.words.codings import CODINGS
from app.views.words.columns import CATALOGUE
from app.views.words.formatting import name_language, type_name
from app.views.words.label import Label
from app.views.words.writing import names

#: says a code, or a list of codes, of one column
Words: TypeAlias = Callable[[Any], JsonValue]

COPY_KINDS = {"original": _l("Original"), "copy": _l("Copy (duplicate)"), "second_original": _l("Second original")}
FORMAT_STATES = {"active": _l("Active"), "retired": _l("Retired")}
REMARK_STATES = {
    "open": _l("Not sent yet"),
    "returned": _l("Sent with the return"),
    "accepted": _l("Written into the draft"),
    "resolved": _l("Settled"),
}
#: reasons that the program itself writes
REASONS = {"catalogue": _l("Delivered with the program"), "library": _l("Taken from the library of forms")}
THEMES = {"light": _l("Light"), "dark": _l("Dark"), "system": _l("As the system")}
YES_NO = {"yes": _l("Yes"), "no": _l("No")}


def take_in(codes: Mapping[str, Words]) -> None:
    """Add what a feature says of the codes in its own columns."""
    CODES.update(codes)


def of(table: str, column: str) -> Words | None:
    """Return how the codes of a column are said; None for a column that holds none."""
    named = CATALOGUE.get(column)
    shared = CODINGS[named.coding] if named and named.coding else None
    return CODES.get(f"{table}.{column}") or CODES.get(column) or shared


def parameter_value(name: str, value: JsonValue) -> JsonValue:
    """Return the value of a system parameter in words, where it is one of a few."""
    declared = DECLARED.get(name)
    return parameter_words(declared).get(str(value), value) if declared and value is not None else value


def parameter_words(declared: Parameter) -> Mapping[str, str]:
    """Return what a parameter may be, in words; empty for one that may be anything."""
    if declared.kind == "yes_no":
        return {value: str(word) for value, word in YES_NO.items()}
    return {value: str(labels.PARAMETER_CHOICES.get(value, value)) for value in declared.choices}


def _known(words: Mapping[str, Label]) -> Words:
    return lambda code: str(words.get(code, code))


def _each(word: Words) -> Words:
    return lambda codes: [word(code) for code in codes] if isinstance(codes, list) else codes


def _types(codes: str) -> list[str]:
    """Name the types of a template, stored as ",13,14,"."""
    return [type_name(code) for code in codes.split(",") if code]


def format_name(code: str) -> str:
    """Return a format's code and title."""
    found = record_names.format_title(code)
    return f"{code} {found[0] if name_language() == 'zh' else found[1]}" if found else code


def _language(code: str) -> str:
    own = current_app.config["LANGUAGES"].get(code)
    if own is not None:
        return str(own["name"])
    try:
        return Locale.parse(code).get_display_name(get_locale()) or code
    except (ValueError, UnknownLocaleError):
        return code


def _time_zone(name: str) -> str:
    known = name in time_zones.OFFERED and name != "UTC"
    return str(get_timezone_location(ZoneInfo(name), locale=get_locale() or "zh_Hans")) if known else name


def _scheme(code: str) -> str:
    return names().code("schemes", code, name_language()) or code


def _organisation(number: JsonValue) -> str:
    return record_names.organisation(number) or str(number)


#: column, or table.column where tables differ → how its codes are said; features hand theirs in (`views/screens.py`),
#: the catalogue of columns knows those that lists say too
CODES: dict[str, Words] = {
    "organisation.status": _known(labels.ORGANISATION_STATES),
    "ab_user.status": _known(labels.USER_STATES),
    "certificate_format.status": _known(FORMAT_STATES),
    "registration.state": _known(labels.REGISTRATION_STATES),
    "review_remark.state": _known(REMARK_STATES),
    "identity.kind": _known(labels.IDENTITY_KINDS),
    "organisation.kind": _known(labels.ORGANISATION_KINDS),
    "registration.kind": _known(labels.REGISTRATION_KINDS),
    "format_code": format_name,
    "type_codes": _each(type_name),
    "draft_template.type_codes": _types,
    "copy_kind": _known(COPY_KINDS),
    "scheme": _scheme,
    "locale": _language,
    "theme": _known(THEMES),
    "time_zone": _time_zone,
    "roles": _each(role_words.role_label),
    "organisation_ids": _each(_organisation),
    "ab_role.name": role_words.role_label,
    "format_version.reason": _known(REASONS),
    "notice.text": rich_text.words,
}
