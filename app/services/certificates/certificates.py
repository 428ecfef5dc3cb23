"""Certificates 证单: the contents of a document, kept as typed, with where each value came from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from app.catalogue.loader import catalogue
from app.catalogue.schema import ROW_GROUPS, Format
from app.domain.actor import Actor
from app.domain.document import fields, numbering, printed, reuse, sides, storing
from app.domain.document.content import Content, Snapshot
from app.domain.document.fields import FieldError
from app.domain.document.paths import row_number
from app.domain.document.unprintable import BY_FONTS
from app.domain.errors import DomainError, InvalidError, NotFoundError, NotPermittedError, StaleError
from app.domain.event_details import ChangedField
from app.domain.permissions import certificate_resource
from app.domain.workflow import Action
from app.extensions import db
from app.models import Application, Certificate
from app.services.base import glyphs, numbers
from app.services.base.names import Names
from app.services.base.transaction import transaction
from app.services.certificates import reissue_limits
from app.services.formats import formats
from app.services.workflow import workflow
from app.services.workflow.workflow import Step

#: What a draft may hold at most, whatever its format says; longer texts are refused, not cut.
MAX_TEXT = 20_000
MAX_ROWS = 500


def load(certificate_id: int) -> Certificate:
    """Return a certificate in the session's scope; raises NotFoundError for foreign and absent ones alike."""
    certificate = db.session.scalar(select(Certificate).where(Certificate.id == certificate_id))
    if certificate is None or certificate.application is None:
        raise NotFoundError
    return certificate


def of_step(step: Step) -> Certificate:
    """Return the document of its application that a step names; raises NotFoundError."""
    wanted = step.data.get("certificate_id")
    for certificate in step.application.certificates:
        if certificate.id == wanted:
            return certificate
    raise NotFoundError


def resource(certificate: Certificate) -> str:
    """Name the resource that permissions on this certificate's type are given for."""
    return certificate_resource(catalogue().types[certificate.type_code].key)


def add(application: Application, *, type_code: str, format_code: str) -> Certificate:
    """Add an empty document to a draft; commits nothing. Raises NotFoundError when the type has no such format."""
    kind = catalogue().types[type_code]
    version = formats.current(format_code, type_code=type_code)
    db.session.flush()
    certificate = Certificate(
        application=application,
        organisation_id=application.organisation_id,
        position=max((other.position for other in application.certificates), default=0) + 1,
        type_code=type_code,
        format_code=format_code,
        format_version=version,
        originals=kind.originals,
        copies=kind.copies,
        statements=sorted(printed.initial_statements(version.spec)),
        values={},
        rows={},
        sources={},
        sub_certificate_no=numbers.next_sub_certificate_no(application.organisation_id, application.inspection_no),
    )
    db.session.add(certificate)
    db.session.flush()
    return certificate


def take_over_contents(certificate: Certificate, origin: Certificate) -> None:
    """Copy what a document of the same format says that suits another consignment; commits nothing."""
    spec = certificate.format_version.spec
    content = storing.stored(spec, reuse.reusable(spec, origin.content))
    plain = snapshot(content)
    certificate.values, certificate.rows = plain["values"], plain["rows"]
    certificate.statements, certificate.has_hidden_blocks = plain["statements"], content.hidden
    certificate.sources = dict.fromkeys((f"values.{key}" for key in certificate.values), "copied")
    certificate.originals, certificate.copies = origin.originals, origin.copies


def save(
    actor: Actor,
    certificate_id: int,
    content: Content,
    *,
    version: int,
    sources: Mapping[str, str] | None = None,
    sub_certificate_no: str | None = None,
    copies: tuple[int, int] | None = None,
) -> tuple[Certificate, list[FieldError]]:
    """Keep the applicant's contents of a draft as typed, and return what is wrong with them so far.

    Nothing typed is refused for being wrong or unfinished; only what no form can send is (unknown keys, sizes).
    Raises StaleError when the certificate was saved elsewhere since `version`.
    """
    with transaction():
        certificate = load(certificate_id)
        workflow.load(certificate.application_id)  # locks: nobody submits while we write
        workflow.permit(actor, Action.SAVE, certificate.application)
        if certificate.version != version:
            raise StaleError(certificate=certificate.number)
        errors = write_draft(
            certificate, content, sources=sources, sub_certificate_no=sub_certificate_no, copies=copies
        )
    return certificate, errors


def write_draft(
    certificate: Certificate,
    content: Content,
    *,
    sources: Mapping[str, str] | None = None,
    sub_certificate_no: str | None = None,
    copies: tuple[int, int] | None = None,
) -> list[FieldError]:
    """Write the applicant's contents and return what is wrong with them so far; commits nothing."""
    spec = certificate.format_version.spec
    refuse_impossible(spec, content)
    before = certificate.content
    _write(certificate, spec, content, entered_by="applicant")
    reissue_limits.require_open(certificate, before)
    certificate.sources = {**certificate.sources, **(sources or {})}
    if copies is not None:
        certificate.originals, certificate.copies = copies
    errors = fields.check(spec, certificate.content, by="draft", names=Names(), covers=glyphs.covers())
    return [*errors, *_give_sub_number(certificate, sub_certificate_no)]


def find(actor: Actor, certificate_id: int, *, permission: str = "can_show") -> Certificate:
    """Return a certificate in the actor's scope; raises NotFoundError, NotPermittedError."""
    certificate = load(certificate_id)
    if not actor.may(permission, resource(certificate)):
        raise NotPermittedError(action=permission.removeprefix("can_"))
    return certificate


def remove(actor: Actor, certificate_id: int, *, now: datetime) -> Application:
    """Take a document out of a draft; the last one takes the application along (design §5)."""
    certificate = load(certificate_id)
    application = certificate.application
    if len(application.certificates) == 1:
        return workflow.perform(actor, Action.DELETE, application.id, now=now)
    with transaction():
        application = workflow.load(certificate.application_id)
        workflow.permit(actor, Action.DELETE, application)
        if len(application.certificates) == 1:
            raise StaleError  # somebody took out the others meanwhile: the question asked was another one
        certificate = load(certificate_id)
        certificate.deleted_at = now
        flag_modified(application, "status")  # those who arrange the documents must look again
    return application


def amend_contents(certificate: Certificate, content: Content) -> list[ChangedField]:
    """Write the applicant's fields in the reviewer's hand (需确认后拟制) and return what changed; commits nothing."""
    spec = certificate.format_version.spec
    refuse_impossible(spec, content)
    before = snapshot(certificate.content)
    _write(certificate, spec, content, entered_by="applicant")
    require_shape(certificate)
    changed = told(certificate, before)
    certificate.sources = {**certificate.sources, **{change["path"]: "customs" for change in changed}}
    return changed


def snapshot(content: Content) -> Snapshot:
    """Return contents as plain data, for histories and frozen documents."""
    return {
        "values": dict(content.values),
        "rows": {group: [dict(row) for row in rows] for group, rows in content.rows.items()},
        "statements": sorted(content.statements),
        "hidden": content.hidden,
    }


def at_path(certificate: Certificate, path: str) -> str:
    """Return what stands at a value's key or at group.row.column; empty where nothing does."""
    group, _, rest = path.partition(".")
    number, _, column = rest.partition(".")
    rows = certificate.rows.get(group, ())
    at = row_number(number)
    if at is None:
        return certificate.values.get(path, "")
    return rows[at].get(column, "") if at < len(rows) else ""


def changes(old: Snapshot, new: Snapshot) -> Iterator[tuple[str, str, str]]:
    """Yield (path, old, new) for each value and row cell that differs between two snapshots."""
    before, after = dict(_flat(old)), dict(_flat(new))
    for path in sorted({*before, *after}):
        if before.get(path, "") != after.get(path, ""):
            yield path, before.get(path, ""), after.get(path, "")


def _flat(data: Snapshot) -> Iterator[tuple[str, str]]:
    for key, value in data.get("values", {}).items():
        yield f"values.{key}", value
    for group, rows in data.get("rows", {}).items():
        for number, row in enumerate(rows):
            for column, value in row.items():
                yield f"{group}.{number}.{column}", value
    yield "statements", ", ".join(data.get("statements", ()))


def told(certificate: Certificate, before: Snapshot) -> list[ChangedField]:
    """Return what changed in a certificate since a snapshot, as the history keeps it."""
    return [
        {"certificate": certificate.id, "path": path, "old": old, "new": new}
        for path, old, new in changes(before, snapshot(certificate.content))
    ]


def _write(certificate: Certificate, spec: Format, content: Content, *, entered_by: str) -> None:
    content = storing.stored(spec, content)
    keys = {field.key for field in spec.fields if field.entered_by == entered_by}
    kept = {key: value for key, value in certificate.values.items() if key not in keys}
    certificate.values = {**kept, **{key: value for key, value in content.values.items() if key in keys}}
    certificate.rows = sides.applicants_rows(spec, content.rows, kept=certificate.rows)
    certificate.statements = sorted(content.statements)
    certificate.has_hidden_blocks = content.hidden


def refuse_impossible(spec: Format, content: Content) -> None:
    """Refuse what no form of ours sends: unknown keys, groups and statements, and texts beyond any limit."""
    known = {field.key for field in spec.fields}
    groups = {*ROW_GROUPS.values(), *(column.group for column in spec.columns)}
    statements = {statement.key for statement in spec.statements}
    if set(content.values) - known or set(content.rows) - groups or content.statements - statements:
        raise DomainError("unknown_fields")
    columns = {(column.group, column.key) for column in spec.columns}
    if any((group, key) not in columns for group, rows in content.rows.items() for row in rows for key in row):
        raise DomainError("unknown_fields")
    if any(len(rows) > MAX_ROWS for rows in content.rows.values()):
        raise DomainError("too_many_rows", limit=MAX_ROWS)
    texts: Sequence[str] = [
        *content.values.values(),
        *(value for rows in content.rows.values() for row in rows for value in row.values()),
    ]
    if any(not isinstance(text, str) or len(text) > MAX_TEXT for text in texts):
        raise DomainError("text_too_long", limit=MAX_TEXT)


def require_shape(certificate: Certificate) -> None:
    """Raise InvalidError when anything in a certificate has the wrong shape or length, or cannot be printed."""
    spec = certificate.format_version.spec
    errors = fields.check(spec, certificate.content, by="draft", names=Names(), covers=glyphs.covers())
    errors = [error for error in errors if error.severity == "error" or error.code in BY_FONTS]
    if errors:
        raise InvalidError(errors)


def _give_sub_number(certificate: Certificate, wanted: str | None) -> list[FieldError]:
    """Take the wanted sub-number when it is free, else keep the old one and say so."""
    if wanted is None or not wanted.strip():
        return []
    wanted = wanted.strip()
    if not numbering.is_sub_certificate_no(wanted):
        return [FieldError(path="sub_certificate_no", code="sub_certificate_no", params={}, severity="error")]
    canonical = numbering.canonical_sub_certificate_no(wanted)
    if numbers.is_taken(certificate, canonical):
        return [FieldError(path="sub_certificate_no", code="taken", params={"value": canonical}, severity="error")]
    certificate.sub_certificate_no = canonical
    return []
