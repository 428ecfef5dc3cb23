"""Say in words what is wrong with a format or with the document types."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from app.catalogue.codes import CodeList
from app.catalogue.declaration import Declaration
from app.catalogue.errors import CatalogueError
from app.catalogue.layout_checks import layout_faults
from app.catalogue.schema import ROW_GROUPS, CertificateType, Format, FormatField
from app.domain.rules import RULES


def check_format(
    fmt: Format,
    path: Path | str,
    *,
    codes: Mapping[str, CodeList],
    declaration: Declaration,
    types: Mapping[str, CertificateType],
) -> None:
    """Raise CatalogueError with the first fault of a format."""
    for fault in _faults(fmt, codes, declaration, types):
        raise CatalogueError(path, fault)


def _faults(
    fmt: Format,
    codes: Mapping[str, CodeList],
    declaration: Declaration,
    types: Mapping[str, CertificateType],
) -> Iterator[str]:
    for code in fmt.type_codes:
        if code not in types:
            yield f"the document type {code} does not exist"
    schemes = codes.get("schemes")
    if schemes is None or schemes.get(fmt.scheme) is None:
        yield f"the scheme {fmt.scheme} is not in the code list schemes"
    for field in fmt.fields:
        yield from (f"field {field.key}: {fault}" for fault in _field_faults(field, fmt, codes, declaration))
    yield from _twice("statement", (s.key for s in fmt.statements))
    yield from _twice("clause", (c.key for c in fmt.clauses))
    yield from _twice("table", (t.key for t in fmt.tables))
    yield from _table_faults(fmt)
    yield from layout_faults(fmt)


def _field_faults(
    field: FormatField, fmt: Format, codes: Mapping[str, CodeList], declaration: Declaration
) -> Iterator[str]:
    keys = {f.key for f in fmt.fields}
    if field.kind == "enum" and not field.options:
        yield "an enum needs options"
    if field.kind == "code" and not field.code_list:
        yield "a code needs a code list"
    if field.code_list and field.code_list not in codes:
        yield f"the code list {field.code_list} does not exist"
    if field.required_if and field.required_if.field not in keys:
        yield f"it is required by the field {field.required_if.field}, which does not exist"
    if field.source:
        yield from _source_faults(field, declaration)


def _source_faults(field: FormatField, declaration: Declaration) -> Iterator[str]:
    if field.source is None:
        return
    rule = RULES.get(field.source.rule)
    if rule is None:
        yield f"the rule {field.source.rule} does not exist"
    elif field.repeats == "none" and rule.value is None:
        yield f"the rule {field.source.rule} only prints rows, and the field does not repeat"
    elif field.repeats != "none" and rule.lines is None:
        yield f"the rule {field.source.rule} does not print rows, and the field repeats"
    prefix = {"goods_line": "goods_lines[].", "container": "containers[]."}.get(field.repeats)
    for path in field.source.paths:
        if declaration.at(path) is None:
            yield f"its source {path} is not a key of the declaration"
        elif prefix and not path.startswith(prefix):
            yield f"its source {path} is not a key of a {field.repeats}"


def _table_faults(fmt: Format) -> Iterator[str]:
    fields = {field.key: field for field in fmt.fields}
    for table in fmt.tables:
        if table.repeats not in ROW_GROUPS:
            yield f"table {table.key}: it must repeat"
        if table.min_rows > table.max_rows:
            yield f"table {table.key}: more rows are needed than allowed"
        for column in table.columns:
            if isinstance(column, str) and (column not in fields or fields[column].repeats != table.repeats):
                yield f"table {table.key}: the column {column} is not a field that repeats with it"


def _twice(what: str, keys: Iterable[str]) -> Iterator[str]:
    return (f"the {what} {key} stands twice" for key, count in Counter(keys).items() if count > 1)


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
