"""Derive the columns of a format's rows from what its repeating boxes print."""

from __future__ import annotations

from collections.abc import Iterator

from app.catalogue.declaration import DeclarationField, DeclarationKeys
from app.catalogue.forms.definition import GroupColumn, RowGroup
from app.catalogue.schema import ROW_GROUPS, FieldKind, Format, FormatField, RowColumn, Table
from app.domain.document.rules import RULES

_KINDS: dict[str, FieldKind] = {"int": "decimal", "decimal": "decimal", "textarea": "textarea", "date": "date"}
_FREE_TEXT_LENGTH = 100  # a code's name with room to edit it

_PRINTED_AS_CODE = frozenset({"currencies"})


def row_columns(fmt: Format, declaration: DeclarationKeys) -> tuple[RowColumn, ...]:
    """Return each column once, in the order of the format's boxes and tables."""
    columns: dict[tuple[str, str], RowColumn] = {}
    for column in _all_columns(fmt, declaration):
        known = columns.get((column.group, column.key))
        if known is None:
            columns[column.group, column.key] = column
        elif column.required and not known.required:
            columns[column.group, column.key] = known.model_copy(update={"required": True})
    return tuple(columns.values())


def _all_columns(fmt: Format, declaration: DeclarationKeys) -> Iterator[RowColumn]:
    for field in fmt.fields:
        if field.repeats in ("goods_line", "container"):
            yield from _of_field(field, declaration)
    if fmt.form is not None:
        yield from (_of_group(group, column) for group in fmt.form.groups for column in group.columns)
        return
    for table in fmt.tables:
        yield from _of_table(table, fmt)


def _of_field(field: FormatField, declaration: DeclarationKeys) -> Iterator[RowColumn]:
    if field.source is None:
        yield _own(field)
        return
    keys = tuple(path.rsplit(".", 1)[-1] for path in field.source.paths)
    needed = RULES[field.source.rule].always_needed(keys) if field.required else frozenset()
    for path, key in zip(field.source.paths, keys, strict=True):
        source = declaration.at(path)
        if source is not None:
            yield _declared(field, source, required=key in needed)


def _own(field: FormatField) -> RowColumn:
    return RowColumn.model_validate(
        {
            "group": ROW_GROUPS[field.repeats], "key": field.key, "zh": field.zh, "en": field.en,
            "kind": field.kind, "max_length": field.max_length or 200, "required": field.required,
            "entered_by": field.entered_by, "code_list": field.code_list,
        }
    )  # fmt: skip


def _declared(field: FormatField, source: DeclarationField, *, required: bool) -> RowColumn:
    is_named = source.kind == "code" and source.code_list not in _PRINTED_AS_CODE
    length = _FREE_TEXT_LENGTH if is_named else source.max_length or 200
    kind = _KINDS.get(source.kind, "text")
    if kind == "textarea" and field.kind not in ("textarea", "richtext"):
        kind = "text"
    return RowColumn.model_validate(
        {
            "group": ROW_GROUPS[field.repeats], "key": source.key, "zh": source.zh, "en": source.en,
            "kind": kind, "max_length": min(length, field.max_length or length), "required": required,
            "decimals": 0 if source.kind == "int" else source.decimals,
            "entered_by": field.entered_by, "code_list": source.code_list,
        }
    )  # fmt: skip


def _of_table(table: Table, fmt: Format) -> Iterator[RowColumn]:
    for column in table.columns:
        if isinstance(column, str):
            yield _own(fmt.field(column))
        else:
            yield RowColumn.model_validate({"group": ROW_GROUPS[table.repeats], **column.model_dump()})


def _of_group(group: RowGroup, column: GroupColumn) -> RowColumn:
    return RowColumn(
        group=group.key,
        key=column.key,
        zh=column.zh,
        en=column.en,
        kind=column.kind,
        max_length=column.max_length,
        decimals=column.decimals,
        required=column.required,
        entered_by=column.entered_by,
        code_list=column.code_list,
        source=column.source,
    )
