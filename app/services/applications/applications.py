"""Applications 申请: make, copy, keep, submit, withdraw, confirm. The reviewer's part stands in `reviews`."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import select

from app.catalogue.loader import catalogue
from app.domain.actor import Actor
from app.domain.document import application_header, fields, numbering
from app.domain.document.application_header import Header, HeaderValue
from app.domain.document.fields import FieldError
from app.domain.errors import InvalidError, NotFoundError, NotPermittedError, StaleError
from app.domain.event_details import EventDetails
from app.domain.permissions import certificate_resource
from app.domain.workflow import Action, Status
from app.extensions import db
from app.models import Application, Certificate
from app.services.base import glyphs, numbers
from app.services.base.names import Names
from app.services.base.transaction import transaction
from app.services.certificates import certificates, reissue_limits
from app.services.declarations import declarations
from app.services.workflow import workflow
from app.services.workflow.workflow import Step

HEADER = (
    "inspection_no", "declaring_customs", "declaration_date", "consignor_name_zh", "consignor_name_foreign",
    "consignee_name_zh", "consignee_name_foreign", "destination_country", "producer", "needs_confirmation",
)  # fmt: skip
REQUIRED_HEADER = ("inspection_no", "declaring_customs")


def find(application_id: int) -> Application:
    """Return an application in the session's scope; raises NotFoundError."""
    application = db.session.scalar(select(Application).where(Application.id == application_id))
    if application is None:
        raise NotFoundError
    return application


def readable(actor: Actor, application_id: int) -> Application:
    """Return an application whose documents the actor may all look at; raises NotFoundError, NotPermittedError."""
    application = find(application_id)
    if len(documents_for(actor, application)) != len(application.certificates):
        raise NotPermittedError(action="show")
    return application


def visible(actor: Actor, application_id: int, *, permission: str = "can_show") -> Application:
    """Return an application with at least one document that the actor may look at; raises as `readable` does."""
    application = find(application_id)
    if not documents_for(actor, application, permission=permission):
        raise NotPermittedError(action=permission.removeprefix("can_"))
    return application


def documents_for(actor: Actor, application: Application, *, permission: str = "can_show") -> list[Certificate]:
    """Return the documents of whose type the actor has a permission; pages show no others."""
    return [one for one in application.certificates if actor.may(permission, certificates.resource(one))]


def start(
    actor: Actor,
    *,
    type_code: str,
    format_code: str,
    header: Header,
    now: datetime,
    client_token: str | None = None,
) -> Application:
    """Make a draft application with one certificate (manual 5.3.1 新增); the same token makes it once.

    Raises NotPermittedError, NotFoundError (no such format), InvalidError (header).
    """
    require(actor, "can_add", certificate_resource(catalogue().types[type_code].key))
    with transaction():
        made = made_before(actor, client_token)
        if made is not None:
            return made
        application = Application(
            organisation_id=actor.organisation_id, entry_mode="single", client_token=client_token or None
        )
        db.session.add(application)
        fill_header(application, header)
        certificates.add(application, type_code=type_code, format_code=format_code)
        remember_start(actor, application, now)
    return application


def copy(actor: Actor, certificate_id: int, *, now: datetime, client_token: str | None = None) -> Application:
    """Make a new draft like a certificate (manual 5.3.1 复制); no numbers, days, seals, states."""
    with transaction():
        origin = certificates.load(certificate_id)
        require(actor, "can_copy", certificates.resource(origin))
        made = made_before(actor, client_token)
        if made is not None:
            return made
        header = {name: getattr(origin.application, name) for name in HEADER}
        application = Application(
            organisation_id=actor.organisation_id, entry_mode="single", client_token=client_token or None
        )
        db.session.add(application)
        fill_header(application, {**header, "inspection_no": "", "declaration_date": None})
        certificate = certificates.add(application, type_code=origin.type_code, format_code=origin.format_code)
        certificates.take_over_contents(certificate, origin)
        remember_start(actor, application, now, details={"copied_from": origin.number})
    return application


def save_header(actor: Actor, application_id: int, header: Header, *, version: int) -> Application:
    """Keep the header of a draft; it may be incomplete. Raises StaleError when somebody else has changed it."""
    with transaction():
        application = workflow.load(application_id)
        workflow.permit(actor, Action.SAVE, application)
        if application.version != version:
            raise StaleError
        write_header(application, header)
    return application


def write_header(application: Application, header: Header) -> None:
    """Write the header of a draft; a new inspection number brings new sub-numbers. Commits nothing.

    Raises InvalidError for what the columns cannot hold.
    """
    before, whole = application.inspection_no, {name: getattr(application, name) for name in HEADER}
    fill_header(application, header)
    reissue_limits.require_open_header(application, whole)
    if application.inspection_no != before:
        for certificate in application.certificates:
            certificate.sub_certificate_no = ""
            db.session.flush()
            certificate.sub_certificate_no = numbers.next_sub_certificate_no(
                application.organisation_id, application.inspection_no
            )


def check(application: Application) -> list[FieldError]:
    """Return everything that stands in the way of submitting: header and every document, all at once."""
    errors = [
        FieldError(path=f"application.{name}", code="required", params={}, severity="error")
        for name in REQUIRED_HEADER
        if not getattr(application, name)
    ]
    number = application.inspection_no
    # another enterprise's number gets the same answer as any number that is none (design §7)
    is_usable = numbering.is_inspection_no(number) and not declarations.is_foreign(number, application.organisation_id)
    if number and not is_usable:
        errors.append(FieldError(path="application.inspection_no", code="inspection_no", params={}, severity="error"))
    covers = glyphs.covers()
    for certificate in application.certificates:
        prefix = f"certificates.{certificate.id}"
        errors += [
            FieldError(path=f"{prefix}.{e.path}", code=e.code, params=e.params, severity=e.severity)
            for e in fields.check(
                certificate.format_version.spec, certificate.content, by="applicant", names=Names(), covers=covers
            )
        ]
        if not certificate.sub_certificate_no:
            errors.append(FieldError(path=f"{prefix}.sub_certificate_no", code="required", params={}, severity="error"))
    return errors


def require(actor: Actor, permission: str, resource: str) -> None:
    """Let only people of a registered enterprise start papers (manual 5.1)."""
    if not actor.may(permission, resource) or not actor.organisation_id:
        raise NotPermittedError(action=permission.removeprefix("can_"))
    require_registration(actor)


def require_registration(actor: Actor) -> None:
    """Refuse people of an enterprise without inspection registration number (manual 5.1); raises NotPermittedError."""
    if not actor.has_registration:
        raise NotPermittedError("registration_needed")


def made_before(actor: Actor, client_token: str | None) -> Application | None:
    """Return the application that the same page of the same enterprise made already."""
    if not client_token:
        return None
    return db.session.scalar(
        select(Application).where(
            Application.organisation_id == actor.organisation_id, Application.client_token == client_token
        )
    )


def fill_header(application: Application, header: Header) -> None:
    """Write the columns that a header names; raises InvalidError for what they cannot hold."""
    header = application_header.stored(header)
    errors = application_header.faults(header)
    if errors:
        raise InvalidError(errors)
    for name in HEADER:
        if name in header:
            value = header[name]
            setattr(application, name, _date(value) if name == "declaration_date" else value)


def _date(value: HeaderValue) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date) or not value:
        return value if isinstance(value, date) else None
    return date.fromisoformat(str(value)[:10])


def remember_start(
    actor: Actor, application: Application, now: datetime, *, details: EventDetails | None = None
) -> None:
    """Write the first row of a new draft's history; commits nothing."""
    application.status = Status.DRAFT.value
    db.session.flush()
    step = Step(actor=actor, action=Action.SAVE, application=application, now=now)
    step.details = {"entry_mode": application.entry_mode, **(details or {})}
    workflow.record(step, None)
