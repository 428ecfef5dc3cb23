"""What documents and declarations say, in words: places by their labels, values by their kinds, rows line by line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Protocol, TypeAlias

from flask_babel import gettext as _

from app.catalogue.declaration import DeclarationField, Group
from app.catalogue.loader import catalogue
from app.catalogue.schema import Format, FormatField, RowColumn, Statement, TableColumn
from app.domain.document.row_changes import row_changes
from app.domain.json_values import JsonValue, rows_of, texts_of
from app.services.base import record_names
from app.views.words import declared
from app.views.words.columns import FIELDS
from app.views.words.formatting import country_name, name_language
from app.views.words.labels import GROUPS
from app.views.words.once import once_a_request
from app.views.words.punctuation import clauses, listed, told
from app.views.words.told import Line
from app.views.words.value_words import plain_text, value_text
from app.views.words.writing import names


class Named(Protocol):
    @property
    def zh(self) -> str:
        """Return the Chinese name."""

    @property
    def en(self) -> str:
        """Return the English name."""


Rows: TypeAlias = Sequence[Mapping[str, JsonValue]]
Field = FormatField | RowColumn | TableColumn | DeclarationField


def value_line(spec: Format | None, key: str, old: JsonValue, new: JsonValue) -> Line:
    """Tell the change of one value of a document."""
    field = _field(spec, key)
    return Line(_label(field, key), _text(field, old), _text(field, new))


def place_text(spec: Format | None, path: str, value: JsonValue) -> str:
    """Write what stands at a path such as `values.consignor`, `goods_lines.3.weight` or `statements`."""
    head, _dot, rest = path.partition(".")
    if head == "statements":
        keys = value.split(",") if isinstance(value, str) else texts_of(value)
        return statement_texts(spec, [key.strip() for key in keys])
    if head == "values":
        return _text(_field(spec, rest), value)
    return _text(_column(spec, head, rest.rpartition(".")[2]), value)


def place_label(spec: Format | None, path: str) -> str:
    """Name a place of a document: its field, or rows with their number and column."""
    head, _dot, rest = path.partition(".")
    if head == "values":
        return _label(_field(spec, rest), rest)
    number, _dot, column = rest.partition(".")
    title = group_title(spec, head)
    if not number.isdigit():
        return title
    line = _("%(group)s, line %(number)s", group=title, number=int(number) + 1)
    return f"{line} · {_label(_column(spec, head, column), column)}" if column else line


def row_lines(spec: Format | None, group: str, old: JsonValue, new: JsonValue) -> Iterator[Line]:
    """Tell what changed in the rows of a document: each row and column, not the whole table."""
    columns = {key: _column(spec, group, key) for row in (*rows_of(old), *rows_of(new)) for key in row}
    yield from _rows(group_title(spec, group), columns, rows_of(old), rows_of(new))


def group_title(spec: Format | None, group: str) -> str:
    """Return what a group of rows is called: one that documents have in common, or one of a form's own."""
    if group in GROUPS:
        return str(GROUPS[group])
    own = next((table for table in spec.tables if table.group == group), None) if spec else None
    return named_text(own) if own else str(FIELDS.get(group) or group.replace("_", " "))


def statement_texts(spec: Format | None, keys: Sequence[str]) -> str:
    """Write the chosen statements as their texts."""
    known = {one.key: one for one in spec.statements} if spec else {}
    found = [known.get(key) or _statements().get(key) for key in keys if key]
    return clauses(named_text(one).rstrip("。.") for one in found if one is not None)


def declared_line(group: Group, key: str, old: JsonValue, new: JsonValue) -> Line:
    """Tell the change of one key of a declaration or packaging application."""
    field = catalogue().declaration.field(group, key)
    if field is None:
        return Line(_label(None, key), *(value_text("declaration", key, value) for value in (old, new)))
    return Line(_label(field, key), _text(field, old), _text(field, new))


def declared_label(group: Group, key: str) -> str:
    """Return what a key of a declaration or packaging application is called."""
    return _label(catalogue().declaration.field(group, key), key)


def declared_rows(title: str, group: Group, old: JsonValue, new: JsonValue) -> Iterator[Line]:
    """Tell what changed in declared rows."""
    columns = {field.key: field for field in catalogue().declaration.group(group)}
    yield from _rows(title, columns, rows_of(old), rows_of(new))


def named_text(named: Named) -> str:
    """Return the name of something that has one in both languages."""
    return str((named.zh if name_language() == "zh" else named.en) or named.zh)


def _rows(title: str, columns: Mapping[str, Field | None], old: Rows, new: Rows) -> Iterator[Line]:
    for change in row_changes(old, new):
        line = _("%(group)s, line %(number)s", group=title, number=change.number)
        if change.kind == "changed":
            for key, (before, after) in change.cells.items():
                field = columns.get(key)
                yield Line(f"{line} · {_label(field, key)}", _text(field, before), _text(field, after))
        else:
            whole = clauses(
                told(_label(columns.get(key), key), text)
                for key, value in change.row.items()
                if (text := _text(columns.get(key), value))
            )
            yield Line(line, whole, "") if change.kind == "removed" else Line(line, "", whole)


def _text(field: Field | None, value: JsonValue) -> str:
    """Write a value by the kind of its field."""
    if value is None or value == "":
        return ""
    if isinstance(field, DeclarationField):
        return declared.value(field, value)
    if field is None or not isinstance(value, str):
        return plain_text(value)
    if isinstance(field, FormatField) and field.multiple:
        return listed(_one(field, part.strip()) for part in value.split(","))
    return _one(field, value)


def _one(field: Field | None, value: str) -> str:
    if field is None:
        return value
    if field.kind == "country":
        return country_name(value)
    options = {option.value: option for option in getattr(field, "options", ())}
    if value in options:
        return named_text(options[value])
    code_list = getattr(field, "code_list", None)
    return (names().code(code_list, value, name_language()) if code_list else None) or value


def _label(field: Field | None, key: str) -> str:
    return named_text(field) if field is not None else str(FIELDS.get(key) or key.replace("_", " "))


def _field(spec: Format | None, key: str) -> Field | None:
    own = next((field for field in spec.fields if field.key == key), None) if spec else None
    return own or _fields().get(key) or _drawn().get(key)


def _column(spec: Format | None, group: str, key: str) -> Field | None:
    found = ((one.group, one.key, one) for one in spec.columns) if spec else ()
    own = next((one for own_group, own_key, one in found if (own_group, own_key) == (group, key)), None)
    return own or _columns().get((group, key)) or _field(None, key)


@once_a_request
def _drawn() -> Mapping[str, FormatField]:
    """Return the fields that administrators added to formats, read once a request."""
    return record_names.drawn_fields()


@lru_cache(maxsize=1)
def _fields() -> Mapping[str, FormatField]:
    return {field.key: field for form in catalogue().formats.values() for field in form.fields}


@lru_cache(maxsize=1)
def _columns() -> Mapping[tuple[str, str], RowColumn]:
    return {(one.group, one.key): one for form in catalogue().formats.values() for one in form.columns}


@lru_cache(maxsize=1)
def _statements() -> Mapping[str, Statement]:
    return {one.key: one for form in catalogue().formats.values() for one in form.statements}
