"""What was declared, with the declaration's own labels: header facts and tables of lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from flask_babel import lazy_gettext as _l

from app.catalogue.declaration import DeclarationField
from app.catalogue.loader import catalogue
from app.domain.json_values import JsonValue
from app.views.words.columns import FIELDS
from app.views.words.formatting import country_name, customs_label, name_language, type_name
from app.views.words.punctuation import clauses, listed, told
from app.views.words.writing import names, written

#: keys that name a document type by its code
TYPES = ("certificate_type", "type_code")
#: choices that a declaration names by words of the program
OPTIONS = {
    "solid": _l("Solid"),
    "liquid": _l("Liquid"),
    "paste": _l("Paste"),
    "gas": _l("Gas"),
    "dangerous": _l("Dangerous goods"),
    "general": _l("General goods"),
}


class Fact(NamedTuple):
    """One declared key: its label, its value, and whether it is an official number."""

    label: str
    value: str
    is_official: bool


def facts(fields: Iterable[DeclarationField], values: Mapping[str, JsonValue]) -> list[Fact]:
    """Return the declared keys that have a value; lists stand in tables of their own."""
    return [
        Fact(_label(field), shown, field.key.endswith("_no"))
        for field in fields
        if field.kind not in ("list", "flags") and (shown := value(field, values.get(field.key)))
    ]


def table(
    fields: Iterable[DeclarationField], rows: Sequence[Mapping[str, JsonValue]]
) -> tuple[list[str], list[list[str]]]:
    """Return heads and rows; columns that are empty in every row are left out."""
    used = [field for field in fields if any(value(field, row.get(field.key)) for row in rows)]
    return [_label(field) for field in used], [[value(field, row.get(field.key)) for field in used] for row in rows]


def _label(field: DeclarationField) -> str:
    return field.zh if name_language() == "zh" else field.en


def value(field: DeclarationField, found: JsonValue) -> str:
    """Write what was declared under a key, in words."""
    if found in (None, "", [], {}):
        return ""
    if isinstance(found, list):
        return clauses(value(field, part) for part in found) if field.items else listed(value(field, p) for p in found)
    if isinstance(found, Mapping):
        return listed(_cells(field, found))
    text = written(found)
    if field.kind == "country":
        return country_name(text)
    if field.kind == "bool":
        return written(found in (True, "1"))
    if field.kind == "enum":
        return str(OPTIONS.get(text, text))
    return _code(field, text) if field.code_list else text


def _cells(field: DeclarationField, row: Mapping[str, JsonValue]) -> list[str]:
    """Write the cells of a row inside a list, each with its label."""
    known = {one.key: one for one in catalogue().declaration.group(field.items)} if field.items else {}
    shown = ((key, value(known[key], part) if key in known else written(part)) for key, part in row.items())
    return [
        told(_label(known[key]) if key in known else FIELDS.get(key, key), type_name(text) if key in TYPES else text)
        for key, text in shown
        if text
    ]


def _code(field: DeclarationField, text: str) -> str:
    if field.code_list == "customs":
        return customs_label(text)
    if field.code_list is None or field.kind not in ("code", "codes"):
        return text
    name = names().code(field.code_list, text, name_language())
    return f"{text} {name}" if name else text
