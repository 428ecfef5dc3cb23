"""Drafts: keep everything that a clerk's form holds – header, contents, numbers – in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from app.domain.actor import Actor
from app.domain.document.application_header import Header
from app.domain.document.content import Content, Row
from app.domain.document.fields import FieldError
from app.domain.errors import StaleError
from app.domain.workflow import Action
from app.models import Application, Certificate
from app.services.applications import applications
from app.services.base.transaction import transaction
from app.services.certificates import certificates, shared_goods, smart_imports
from app.services.workflow import workflow

MAX_ORIGINALS, MAX_COPIES = 9, 99


@dataclass(frozen=True, kw_only=True)
class Typed:
    """Hold what a form sends.

    origins   group → the number that each row had when the form was fetched (None: a new row); it brings
              back the cells that customs filled in
    """

    content: Content
    header: Header = field(default_factory=dict)
    sub_certificate_no: str | None = None
    copies: tuple[int, int] | None = None
    origins: Mapping[str, Sequence[int | None]] = field(default_factory=dict)


def version_of(certificate: Certificate) -> str:
    """Return the mark of what a form was filled from: header and contents together."""
    return f"{certificate.application.version}.{certificate.version}"


def require_version(certificate: Certificate, version: str) -> None:
    """Raise StaleError when header or contents were saved since a form was filled from `version`."""
    if version_of(certificate) != version:
        raise StaleError(certificate=certificate.number)


def save(actor: Actor, certificate_id: int, typed: Typed, *, version: str) -> tuple[Certificate, list[FieldError]]:
    """Keep a draft as typed, and return what is wrong with it so far; all of it is saved or nothing.

    Raises StaleError when header or contents were saved elsewhere since `version`, InvalidError for a header that
    its columns cannot hold, NotFoundError, NotPermittedError, NotAllowedNowError.
    """
    with transaction():
        certificate = certificates.load(certificate_id)
        application = workflow.load(certificate.application_id)
        workflow.permit(actor, Action.SAVE, application)
        require_version(certificate, version)
        applications.write_header(application, typed.header)
        before, rows = certificates.snapshot(certificate.content), dict(certificate.rows)
        content = _with_customs_cells(certificate, typed)
        errors = certificates.write_draft(
            certificate, content, sub_certificate_no=typed.sub_certificate_no, copies=typed.copies
        )
        changed = certificates.changes(before, certificates.snapshot(certificate.content))
        certificate.sources = {**certificate.sources, **{path: "typed" for path, _, _ in changed}}
        shared_goods.spread(certificate, rows, origins=typed.origins, source="typed")
    return certificate, errors


def start(
    actor: Actor,
    *,
    type_code: str,
    format_code: str,
    header: Header,
    now: datetime,
    client_token: str,
    wants_import: bool,
) -> Certificate:
    """Make the draft (manual 5.3.1 新增) and, when wanted and known, fill it from its declaration."""
    application = applications.start(
        actor, type_code=type_code, format_code=format_code, header=header, now=now, client_token=client_token
    )
    certificate = _first(application)
    is_fresh = not certificate.values and not certificate.rows
    if wants_import and is_fresh and smart_imports.propose(certificate) is not None:
        return smart_imports.apply(actor, certificate.id, version=certificate.version)
    return certificate


def _first(application: Application) -> Certificate:
    return application.certificates[0]


def _with_customs_cells(certificate: Certificate, typed: Typed) -> Content:
    """Return the contents with the cells that only customs fills in, taken from the stored rows."""
    columns = certificate.format_version.spec.columns
    theirs: dict[str, set[str]] = {}
    for column in columns:
        if column.entered_by != "applicant":
            theirs.setdefault(column.group, set()).add(column.key)
    own_groups: set[str] = {column.group for column in columns if column.entered_by == "applicant"}
    rows: dict[str, list[Row]] = {
        group: list(found) for group, found in typed.content.rows.items() if group in own_groups
    }
    for group, keys in theirs.items():
        stored = certificate.rows.get(group, [])
        if group not in own_groups:
            rows[group] = list(stored)
            continue
        origins = typed.origins.get(group) or ()
        rows[group] = [
            _merged(row, _stored_row(stored, origins, number), keys) for number, row in enumerate(rows.get(group, ()))
        ]
    return replace(typed.content, rows=rows)


def _stored_row(stored: Sequence[Mapping[str, str]], origins: Sequence[int | None], number: int) -> Mapping[str, str]:
    at = origins[number] if number < len(origins) else None
    return stored[at] if at is not None and 0 <= at < len(stored) else {}


def _merged(row: Mapping[str, str], stored: Mapping[str, str], keys: set[str]) -> dict[str, str]:
    kept = {key: text for key, text in stored.items() if key in keys}
    return {**{key: text for key, text in row.items() if key not in keys}, **kept}
