"""Customs' own fields 海关填写: date and place of issue, officer, results – written, proposed, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from app.catalogue.schema import Format, FormatField, RowColumn
from app.domain.days import china_day
from app.domain.document import fields, sides, smart_import, storing
from app.domain.document.paths import row_number
from app.domain.document.presence import left_out, left_out_groups
from app.domain.errors import DomainError
from app.domain.event_details import ChangedField
from app.models import Certificate
from app.services.base.names import Names
from app.services.certificates import certificates
from app.services.declarations import declarations

#: Empty rows that the desk offers where rows are customs' own.
SPARE_ROWS = 2


@dataclass(frozen=True, kw_only=True)
class CustomsField:
    """Hold one entry of the form: `path` is a value's key, or group.row.column for a cell.

    row     the texts of the applicant in the same row, which say what the cell is about
    number  the number of a row that is customs' own, from 1
    is_spare  the row is not written yet: nothing of it is missing
    """

    path: str
    spec: FormatField | RowColumn
    value: str
    is_proposed: bool
    row: str = ""
    number: int | None = None
    is_spare: bool = False

    @property
    def is_missing(self) -> bool:
        """Tell whether nothing stands where something must stand, not even a proposal."""
        return self.spec.required and not self.is_spare and not self.value.strip()


def of(certificate: Certificate, *, now: datetime, names: Names | None = None) -> list[CustomsField]:
    """Return what customs enters into a document, in the format's order, empty ones with a proposal."""
    spec = certificate.format_version.spec
    proposals = proposed(certificate, now=now, names=names or Names())
    without = left_out(spec, certificate.content)
    asked = (field for field in spec.fields if field.entered_by == "customs" and field.key not in without)
    entries = [_value(certificate, field, proposals) for field in asked]
    return [*entries, *_cells(certificate, spec)]


def proposed(certificate: Certificate, *, now: datetime, names: Names) -> dict[str, str]:
    """Return what customs' fields will most likely say: the declaration's facts, the office's city, today in China."""
    spec = certificate.format_version.spec
    application = certificate.application
    declared = declarations.source(application.inspection_no, scheme=spec.scheme) or {}
    known = {**declared, "declaring_customs": application.declaring_customs}
    found = dict(smart_import.propose(spec, known, names=names, by="customs").values)
    if "date_of_issue" in sides.value_keys(spec, "customs"):
        found.setdefault("date_of_issue", china_day(now).isoformat())
    return found


def missing(certificate: Certificate) -> int:
    """Count what customs must still enter before it can approve."""
    spec = certificate.format_version.spec
    own = sides.value_keys(spec, "customs")
    return sum(
        error.severity == "error" and error.code == "required" and _is_customs(spec, error.path, own)
        for error in fields.check(spec, certificate.content, by="customs")
    )


def write(certificate: Certificate, entries: Mapping[str, str]) -> list[ChangedField]:
    """Write entries (path → text) and return what changed; commits nothing.

    Raises DomainError for what is not customs' to write, InvalidError for what has the wrong shape.
    """
    spec = certificate.format_version.spec
    own = sides.value_keys(spec, "customs")
    unknown = [path for path in entries if path not in own and not _is_own_cell(certificate, spec, path)]
    if unknown:
        raise DomainError("not_customs_fields", fields=", ".join(sorted(unknown)))
    before = certificates.snapshot(certificate.content)
    stored = {path: storing.stored_text(spec, path, text) for path, text in entries.items()}
    certificate.values = {**certificate.values, **{p: text for p, text in stored.items() if p in own}}
    certificate.rows = _with_cells(certificate, {p: text for p, text in stored.items() if p not in own})
    certificates.require_shape(certificate)
    return certificates.told(certificate, before)


def _value(certificate: Certificate, field: FormatField, proposals: Mapping[str, str]) -> CustomsField:
    stored = certificate.values.get(field.key, "")
    return CustomsField(
        path=field.key,
        spec=field,
        value=stored or proposals.get(field.key, ""),
        is_proposed=not stored and field.key in proposals,
    )


def _cells(certificate: Certificate, spec: Format) -> Iterator[CustomsField]:
    own, without = own_groups(spec), left_out_groups(spec, certificate.content)
    for group, rows_of in own.items():
        if group not in without:
            yield from _own_rows(certificate, spec, group, rows_of)
    shared = (c for c in spec.columns if c.entered_by == "customs" and c.group not in own)
    for column in shared:
        for number, row in enumerate(certificate.rows.get(column.group, ())):
            about = next((text for key, text in row.items() if text and key != column.key), "")
            yield CustomsField(
                path=f"{column.group}.{number}.{column.key}",
                spec=column,
                value=row.get(column.key, ""),
                is_proposed=False,
                row=about,
            )


def own_groups(spec: Format) -> dict[str, int]:
    """Return the groups of rows that customs alone enters (write-offs), with the number of rows that each may have."""
    sides_of: dict[str, set[str]] = {}
    for column in spec.columns:
        sides_of.setdefault(column.group, set()).add(column.entered_by)
    most = {table.group: table.max_rows for table in spec.tables if table.group}
    return {group: most.get(group, fields.MAX_ROWS) for group, found in sides_of.items() if found == {"customs"}}


def _own_rows(certificate: Certificate, spec: Format, group: str, most: int) -> Iterator[CustomsField]:
    """Yield the cells of customs' own rows, row by row, with a few empty rows to go on."""
    rows = certificate.rows.get(group, [])
    for number in range(min(len(rows) + SPARE_ROWS, most)):
        row = rows[number] if number < len(rows) else {}
        for column in spec.columns:
            if column.group == group:
                yield CustomsField(
                    path=f"{group}.{number}.{column.key}",
                    spec=column,
                    value=row.get(column.key, ""),
                    is_proposed=False,
                    number=number + 1,
                    is_spare=number >= len(rows),
                )


def _is_own_cell(certificate: Certificate, spec: Format, path: str) -> bool:
    group, _, rest = path.partition(".")
    number, _, column = rest.partition(".")
    rows = certificate.rows.get(group, ())
    most = own_groups(spec).get(group, len(rows))
    at = row_number(number)
    return at is not None and at < most and column in sides.columns_of(spec, group, "customs")


def _with_cells(certificate: Certificate, cells: Mapping[str, str]) -> dict[str, list[dict[str, str]]]:
    rows = {group: [dict(row) for row in found] for group, found in certificate.rows.items()}
    for path, text in cells.items():
        group, number, column = path.split(".")
        found = rows.setdefault(group, [])
        found.extend({} for _ in range(int(number) + 1 - len(found)))
        found[int(number)][column] = text
    for group in own_groups(certificate.format_version.spec):
        rows[group] = [row for row in rows.get(group, []) if not fields.is_blank(row)]
    return {group: found for group, found in rows.items() if found or group in certificate.rows}


def _is_customs(spec: Format, path: str, own: frozenset[str]) -> bool:
    head, _, rest = path.partition(".")
    if head == "values":
        return rest in own
    return rest.rpartition(".")[2] in sides.columns_of(spec, head, "customs")
