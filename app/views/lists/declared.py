"""What was declared, with the declaration's own labels: header facts and tables of lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from flask_babel import get_locale

from app.catalogue.declaration import DeclarationField
from app.views.formatting import country_name, customs_label
from app.views.lists.words import names, written


class Fact(NamedTuple):
    """One declared key: its label, its value, and whether it is an official number."""

    label: str
    value: str
    is_official: bool


def facts(fields: Iterable[DeclarationField], values: Mapping[str, Any]) -> list[Fact]:
    """Return the declared keys that have a value; lists stand in tables of their own."""
    return [
        Fact(_label(field), shown, field.key.endswith("_no"))
        for field in fields
        if field.kind not in ("list", "flags") and (shown := _value(field, values.get(field.key)))
    ]


def table(fields: Iterable[DeclarationField], rows: Sequence[Mapping[str, Any]]) -> tuple[list[str], list[list[str]]]:
    """Return heads and rows; columns that are empty in every row are left out."""
    used = [field for field in fields if any(_value(field, row.get(field.key)) for row in rows)]
    return [_label(field) for field in used], [[_value(field, row.get(field.key)) for field in used] for row in rows]


def _label(field: DeclarationField) -> str:
    return field.zh if str(get_locale() or "zh").startswith("zh") else field.en


def _value(field: DeclarationField, value: Any) -> str:
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, list):
        return "、".join(_value(field, part) for part in value)
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {written(part)}" for key, part in value.items())
    text = written(value)
    if field.kind == "country":
        return country_name(text)
    if field.code_list == "customs":
        return customs_label(text)
    if field.code_list and field.kind == "code":
        language = "zh" if str(get_locale() or "zh").startswith("zh") else "en"
        name = names().code(field.code_list, text, language)
        return f"{text} {name}" if name else text
    return text
