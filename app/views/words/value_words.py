"""A recorded value in words, by its column: moments, days, yes and no, the rows behind numbers, codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import lru_cache
from types import UnionType
from typing import Any, Literal

from flask_babel import gettext as _
from sqlalchemy import JSON, Boolean, Date, DateTime
from sqlalchemy.sql.elements import NamedColumn
from sqlalchemy.types import TypeEngine

from app.domain.document.application_header import HeaderValue
from app.models.base import UtcDateTime
from app.services.base import record_names
from app.views.words import code_words
from app.views.words.formatting import name_language
from app.views.words.punctuation import clauses, listed, told
from app.views.words.writing import second, written

Kind = Literal["moment", "day", "yes_no", "row", "code", "json", "key", "text"]

#: columns that tell the program's parts apart and people nothing; a record's page leaves them out
KEYS = frozenset(
    {
        "client_token", "default_claim", "message_id", "number_claim", "sha256", "storage_key",
        "organisation.path",
    }
)  # fmt: skip
#: columns with the number of a row that the database does not bind
UNBOUND = {"certificate.reviewer_id": "ab_user"}
#: table → what people call one of its rows
ROWS: Mapping[str, Callable[[Any], str]] = {
    "ab_permission": lambda row: value_text("ab_permission", "name", row.name),
    "ab_user": lambda row: str(row.full_name),
    "ab_view_menu": lambda row: value_text("ab_view_menu", "name", row.name),
    "application": lambda row: row.inspection_no,
    "certificate": lambda row: row.number,
    "certificate_format": lambda row: code_words.format_name(row.code),
    "dictionary": lambda row: row.name_zh if name_language() == "zh" else row.name_en or row.name_zh,
    "format_version": lambda row: _(
        "%(format)s, version %(number)s", format=code_words.format_name(row.format.code), number=row.number
    ),
    "issued_document": lambda row: row.certificate_no,
    "organisation": lambda row: row.name,
    "scan": lambda row: row.document_no,
}


def kind_of(table: str, column: str) -> Kind:
    """Return how the values of a column are said."""
    if f"{table}.{column}" in KEYS or column in KEYS:
        return "key"
    if code_words.of(table, column) is not None:
        return "code"
    return _stored_kind(table, column)


def value_text(table: str, column: str, value: HeaderValue) -> str:
    """Write the value of a column as people read it; lists are joined, and no structure shows its brackets."""
    if value is None or value == "":
        return ""
    kind = kind_of(table, column)
    if kind == "code":
        word = code_words.of(table, column)
        return plain_text(word(value) if word else value)
    if kind == "row":
        return row_name(_target(table, column), value)
    if kind == "moment":
        return _moment(value)
    return plain_text(value)


def row_name(table: str, number: HeaderValue) -> str:
    """Return what people call a row; its number where it is gone or out of the reader's sight."""
    row = record_names.row(table, number)
    name = ROWS[table](row) if row is not None and table in ROWS else ""
    return name or _("no. %(number)s", number=number)


def plain_text(value: HeaderValue) -> str:
    """Write any value as text: lists joined, keys and values in pairs."""
    if isinstance(value, Mapping):
        return clauses(told(key, plain_text(part)) for key, part in value.items() if part not in (None, "", [], {}))
    if isinstance(value, list | tuple):
        is_nested = any(isinstance(part, Mapping | list) for part in value)
        return (clauses if is_nested else listed)(map(plain_text, value))
    return written(value)


def _moment(value: HeaderValue) -> str:
    try:
        return second(datetime.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def _target(table: str, column: str) -> str:
    """Return the table that a column's numbers point into."""
    bound = UNBOUND.get(f"{table}.{column}")
    found = _column(table, column)
    return bound or next(iter(found.foreign_keys if found is not None else ())).column.table.name


@lru_cache(maxsize=1024)
def _stored_kind(table: str, column: str) -> Kind:
    found = _column(table, column)
    if found is None:
        return "text"
    if found.foreign_keys or f"{table}.{column}" in UNBOUND:
        return "row"
    kinds: tuple[tuple[type[TypeEngine[Any]] | UnionType, Kind], ...] = (
        (DateTime | UtcDateTime, "moment"),
        (Date, "day"),
        (Boolean, "yes_no"),
        (JSON, "json"),
    )
    return next((kind for type_, kind in kinds if isinstance(found.type, type_)), "text")


def _column(table: str, column: str) -> NamedColumn[Any] | None:
    model = record_names.models().get(table)
    attribute = model.__mapper__.column_attrs.get(column) if model is not None else None
    return attribute.columns[0] if attribute is not None else None
