"""From posted names to a document's contents: `values.<key>`, `<group>.<n>.<column>`, `statements`, `header.<name>`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from werkzeug.datastructures import MultiDict

from app.catalogue.schema import Format, RowColumn
from app.domain.document.application_header import HeaderValue
from app.domain.document.content import Content
from app.domain.document.fields import FieldError, is_blank
from app.domain.document.kinds import normalised
from app.domain.errors import DomainError
from app.models import Application, Certificate
from app.services.applications.applications import HEADER
from app.services.applications.drafts import MAX_COPIES, MAX_ORIGINALS, Typed

TEXT_HEADER = tuple(name for name in HEADER if name != "needs_confirmation")
#: Where a row stood when the form was fetched; posted with each row.
ORIGIN = "_at"
_CELL = re.compile(r"([a-z][a-z0-9_]*)\.(\d{1,4})\.([a-z_0-9]+)")

Row = dict[str, str]


@dataclass(kw_only=True)
class Shown:
    """Hold what a form shows, all of it as text: stored values, or what was typed."""

    values: dict[str, str] = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    statements: frozenset[str] = frozenset()
    hidden: bool = False
    header: dict[str, HeaderValue] = field(default_factory=dict)
    sub_certificate_no: str = ""
    originals: str = ""
    copies: str = ""


def stored(certificate: Certificate) -> Shown:
    """Return what a form shows of a stored document; each row carries its number."""
    rows = {
        group: [{**row, ORIGIN: str(number)} for number, row in enumerate(found)]
        for group, found in certificate.rows.items()
    }
    return Shown(
        values=dict(certificate.values),
        rows=rows,
        statements=frozenset(certificate.statements),
        hidden=certificate.has_hidden_blocks,
        header=stored_header(certificate.application),
        sub_certificate_no=certificate.sub_certificate_no,
        originals=str(certificate.originals),
        copies=str(certificate.copies),
    )


def stored_header(application: Application) -> dict[str, HeaderValue]:
    """Return the header of an application as a form shows it."""
    header = {name: getattr(application, name) for name in HEADER}
    header["declaration_date"] = header["declaration_date"].isoformat() if header["declaration_date"] else ""
    return header


def posted(form: MultiDict[str, str], spec: Format, *, before: Shown) -> Shown:
    """Return what a form says; what it does not name stays as it was before."""
    return Shown(
        values={**before.values, **_posted_values(form, spec)},
        rows={**before.rows, **_posted_rows(form, spec)},
        statements=frozenset(form.getlist("statements")) if "has_statements" in form else before.statements,
        hidden="hidden" in form if "has_hidden" in form else before.hidden,
        header={**before.header, **posted_header(form)},
        sub_certificate_no=form.get("sub_certificate_no", before.sub_certificate_no),
        originals=form.get("originals", before.originals),
        copies=form.get("copies", before.copies),
    )


def posted_header(form: Mapping[str, str]) -> dict[str, HeaderValue]:
    """Return the header values that a form names."""
    header: dict[str, HeaderValue] = {
        name: form[f"header.{name}"].strip() for name in TEXT_HEADER if f"header.{name}" in form
    }
    if "has_header" in form:
        header["needs_confirmation"] = "header.needs_confirmation" in form
    return header


def typed(shown: Shown, spec: Format) -> tuple[Typed, list[FieldError]]:
    """Return what the service keeps, with the numbers that are none."""
    own = {f.key for f in spec.fields if f.entered_by == "applicant" and f.repeats == "none"}
    groups = {column.group for column in spec.columns}
    rows = {group: [row for row in found if not is_blank(_cells(row))] for group, found in shown.rows.items()}
    content = Content(
        values={key: text for key, text in shown.values.items() if key in own},
        rows={group: [_cells(row) for row in found] for group, found in rows.items() if group in groups},
        statements=shown.statements,
        hidden=shown.hidden,
    )
    copies, errors = _copies(shown)
    return (
        Typed(
            content=content,
            header=shown.header,
            sub_certificate_no=shown.sub_certificate_no,
            copies=copies,
            origins={group: [_origin(row) for row in found] for group, found in rows.items()},
        ),
        errors,
    )


def _copies(shown: Shown) -> tuple[tuple[int, int] | None, list[FieldError]]:
    numbers, errors = [], []
    for name, text, most in (("originals", shown.originals, MAX_ORIGINALS), ("copies", shown.copies, MAX_COPIES)):
        plain = normalised("decimal", text)
        fewest = 1 if name == "originals" else 0
        if plain.isascii() and plain.isdigit() and fewest <= int(plain) <= most:
            numbers.append(int(plain))
        else:
            errors.append(FieldError(name, "not_in_range", {"fewest": fewest, "most": most}))
    return (None if errors else (numbers[0], numbers[1])), errors


def _posted_values(form: MultiDict[str, str], spec: Format) -> dict[str, str]:
    found = {}
    for item in spec.fields:
        name = f"values.{item.key}"
        if item.entered_by == "applicant" and item.repeats == "none" and name in form:
            text = ",".join(filter(None, form.getlist(name))) if item.multiple else form[name]
            found[item.key] = normalised(item.kind, text)
    return found


def _posted_rows(form: MultiDict[str, str], spec: Format) -> dict[str, list[Row]]:
    """Return each group's rows, from the grid's JSON or from the plain table's inputs."""
    found: dict[str, list[Row]] = {}
    for group in dict.fromkeys(column.group for column in spec.columns):
        columns = {column.key: column for column in spec.columns if column.group == group}
        if f"rows.{group}" in form:
            found[group] = [_row(row, columns) for row in _json_rows(form[f"rows.{group}"])]
        elif f"has_{group}" in form:
            found[group] = [_row(row, columns) for row in _plain_rows(form, group)]
    return found


def _plain_rows(form: Mapping[str, str], group: str) -> Sequence[Row]:
    rows: dict[int, Row] = {}
    for name, text in form.items():
        match = _CELL.fullmatch(name)
        if match and match[1] == group:
            rows.setdefault(int(match[2]), {})[match[3]] = text
    return [rows[number] for number in sorted(rows)]


def _json_rows(text: str) -> Sequence[Row]:
    try:
        rows = json.loads(text or "[]")
    except ValueError as error:
        raise DomainError("unknown_fields") from error
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise DomainError("unknown_fields")
    return [{str(key): "" if cell is None else str(cell) for key, cell in row.items()} for row in rows]


def _row(row: Mapping[str, str], columns: Mapping[str, RowColumn]) -> Row:
    """Return the cells as they are stored; what is no column is refused when it is saved."""
    return {
        key: normalised(columns[key].kind if key in columns else "text", text)
        for key, text in row.items()
        if text.strip()
    }


def _cells(row: Mapping[str, str]) -> Row:
    return {key: text for key, text in row.items() if key != ORIGIN}


def _origin(row: Mapping[str, str]) -> int | None:
    text = row.get(ORIGIN, "")
    return int(text) if text.isascii() and text.isdigit() else None
