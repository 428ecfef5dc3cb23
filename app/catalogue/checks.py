"""Say in words what is wrong with a format or with the document types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from app.catalogue.codes import CodeList
from app.catalogue.declaration import DeclarationKeys
from app.catalogue.errors import CatalogueError
from app.catalogue.faults import Fault
from app.catalogue.forms.checks import form_faults
from app.catalogue.layout_checks import layout_faults
from app.catalogue.schema import ROW_GROUPS, CertificateType, Format, FormatField
from app.domain.document.rules import RULES


def format_faults(
    fmt: Format,
    *,
    codes: Mapping[str, CodeList],
    declaration: DeclarationKeys,
    types: Mapping[str, CertificateType],
) -> Iterator[Fault]:
    """Yield what is wrong with a format whose shape is right."""
    for code in fmt.type_codes:
        if code not in types:
            yield Fault("type_codes", "unknown_type", {"code": code})
    schemes = codes.get("schemes")
    if schemes is None or schemes.get(fmt.scheme) is None:
        yield Fault("scheme", "unknown_scheme", {"scheme": fmt.scheme})
    for number, field in enumerate(fmt.fields):
        for code, params in _field_faults(field, fmt, codes, declaration):
            yield Fault(f"fields.{number}", code, params)
    if fmt.form is not None:
        yield from form_faults(fmt.form, code_lists=codes, declaration=declaration)
        return
    yield from _twice("statements", (s.key for s in fmt.statements))
    yield from _twice("clauses", (c.key for c in fmt.clauses))
    yield from _twice("tables", (t.key for t in fmt.tables))
    yield from _table_faults(fmt)
    yield from layout_faults(fmt)


_Found = Iterator[tuple[str, dict[str, object]]]


def _field_faults(
    field: FormatField, fmt: Format, codes: Mapping[str, CodeList], declaration: DeclarationKeys
) -> _Found:
    keys = {f.key for f in fmt.fields}
    if not (field.zh.strip() and field.en.strip()):
        yield "label_missing", {}
    if field.kind in ("text", "textarea", "richtext") and field.max_length is None:
        yield "limit_missing", {}
    if field.kind == "enum" and not field.options:
        yield "enum_without_options", {}
    if field.kind == "code" and not field.code_list:
        yield "code_without_list", {}
    if field.code_list and field.code_list not in codes:
        yield "unknown_code_list", {"name": field.code_list}
    if field.required_if and field.required_if.field not in keys:
        yield "required_by_unknown", {"key": field.required_if.field}
    if field.source:
        yield from _source_faults(field, declaration)


def _source_faults(field: FormatField, declaration: DeclarationKeys) -> _Found:
    if field.source is None:
        return
    rule = RULES.get(field.source.rule)
    if rule is None:
        yield "unknown_rule", {"rule": field.source.rule}
    elif field.repeats == "none" and rule.value is None:
        yield "rule_prints_rows", {"rule": field.source.rule}
    elif field.repeats != "none" and rule.lines is None:
        yield "rule_prints_no_rows", {"rule": field.source.rule}
    prefix = {"goods_line": "goods_lines[].", "container": "containers[]."}.get(field.repeats)
    for path in field.source.paths:
        if declaration.at(path) is None:
            yield "unknown_source", {"path": path}
        elif prefix and not path.startswith(prefix):
            yield "source_of_other_rows", {"path": path}


def _table_faults(fmt: Format) -> Iterator[Fault]:
    fields = {field.key: field for field in fmt.fields}
    for number, table in enumerate(fmt.tables):
        place = f"tables.{number}"
        if table.repeats not in ROW_GROUPS:
            yield Fault(place, "table_must_repeat")
        if table.min_rows > table.max_rows:
            yield Fault(place, "more_needed_than_allowed")
        for column in table.columns:
            if isinstance(column, str) and (column not in fields or fields[column].repeats != table.repeats):
                yield Fault(place, "column_does_not_repeat", {"key": column})


def _twice(place: str, keys: Iterable[str]) -> Iterator[Fault]:
    return (Fault(place, "key_twice", {"key": key}) for key, count in Counter(keys).items() if count > 1)


def check_types(types: Mapping[str, CertificateType], formats: Mapping[str, Format], path: Path) -> None:
    """Raise CatalogueError when a document type and the formats do not name each other."""
    for certificate_type in types.values():
        for code in certificate_type.formats:
            if code not in formats:
                raise CatalogueError(path, f"{certificate_type.code}: the format {code} does not exist")
            if certificate_type.code not in formats[code].type_codes:
                raise CatalogueError(path, f"{certificate_type.code}: the format {code} is not for this type")
        if certificate_type.enabled and not (certificate_type.menu and certificate_type.formats):
            raise CatalogueError(path, f"{certificate_type.code}: it is enabled without a menu or a format")
