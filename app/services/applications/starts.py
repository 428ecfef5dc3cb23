"""Ways to apply 申请方式: a blank application, or one like an earlier application, with several documents at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.catalogue.loader import catalogue
from app.domain.actor import Actor
from app.domain.document import reuse
from app.domain.document.application_header import Header, HeaderValue
from app.domain.document.numbering import normalised_no
from app.domain.errors import DomainError, NotFoundError
from app.domain.event_details import EventDetails
from app.domain.permissions import certificate_resource
from app.extensions import db
from app.models import Application, Certificate
from app.services.applications import applications
from app.services.applications import documents as application_documents
from app.services.applications.documents import Wanted
from app.services.base.transaction import transaction
from app.services.certificates import certificates
from app.services.declarations import declarations

#: Applications under one number that the chooser shows; the newest come first.
SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """Hold what a new application begins with: typed header values, and whether the declaration fills it."""

    header: Header = field(default_factory=dict)
    shares_goods: bool = False
    wants_import: bool = False


def blank(
    actor: Actor, documents: Sequence[Wanted], wishes: Wishes, *, now: datetime, client_token: str | None = None
) -> Application:
    """Make a draft with the wanted documents, empty or filled from the declaration (空白证稿录入).

    Raises NotPermittedError, NotFoundError (no such format), DomainError (no document), InvalidError (header).
    """
    application_documents.require(actor, documents)
    with transaction():
        made = applications.made_before(actor, client_token)
        if made is not None:
            return made
        scheme = application_documents.scheme_of(documents[0].type_code)
        number = str(wishes.header.get("inspection_no") or "")
        header = {**_declared(number, scheme), **{k: v for k, v in wishes.header.items() if v}}
        application = _draft(actor, "blank", header, client_token)
        application.shares_goods = wishes.shares_goods
        for one in documents:
            application_documents.place(application, one, wants_import=wishes.wants_import)
        applications.remember_start(actor, application, now)
    return application


def earlier(actor: Actor, number: str) -> list[Application]:
    """Return the own enterprise's applications under an inspection number, newest first; a foreign one has none."""
    wanted = normalised_no(number)
    if not wanted or not actor.organisation_ids:
        return []
    rows = db.session.scalars(
        select(Application)
        .where(Application.inspection_no == wanted, Application.organisation_id.in_(sorted(actor.organisation_ids)))
        .options(selectinload(Application.certificates).selectinload(Certificate.format_version))
        .order_by(Application.id.desc())
        .limit(SHOWN)
    )
    return [row for row in rows if row.certificates]


def like(
    actor: Actor, certificate_ids: Sequence[int], wishes: Wishes, *, now: datetime, client_token: str | None = None
) -> Application:
    """Make a draft like earlier documents (相似报检号录入): header, contents, goods; no numbers, days, seals, states.

    Raises NotFoundError for foreign and absent ones alike, DomainError when none is chosen or they are of two kinds.
    """
    if not certificate_ids:
        raise DomainError("no_documents_chosen")
    origins = [certificates.load(number) for number in dict.fromkeys(certificate_ids)]
    if any(origin.organisation_id not in actor.organisation_ids for origin in origins):
        raise NotFoundError
    wanted = [Wanted(origin.type_code, origin.format_code) for origin in origins]
    application_documents.require(actor, wanted)
    for origin in origins:
        applications.require(actor, "can_copy", certificates.resource(origin))
    ids = [origin.id for origin in origins]
    with transaction():
        made = applications.made_before(actor, client_token)
        if made is not None:
            return made
        origins = [certificates.load(number) for number in ids]
        application = _draft(actor, "similar", _header_like(origins[0], wishes), client_token)
        application.shares_goods = origins[0].application.shares_goods and len(origins) > 1
        for origin in origins:
            certificate = certificates.add(application, type_code=origin.type_code, format_code=origin.format_code)
            certificates.take_over_contents(certificate, origin)
        details: EventDetails = {"copied_from": origins[0].application.inspection_no or origins[0].number}
        applications.remember_start(actor, application, now, details=details)
    return application


def copy(
    actor: Actor, origins: Sequence[Certificate], *, now: datetime, client_token: str | None = None
) -> Application:
    """Make a draft like documents of one application (manual 5.3.1, 5.8.1 复制); raises as `like` does.

    Who may copy documents of its type may copy one of them; several make an application, which not everybody may.
    """
    if len(origins) == 1:
        return applications.copy(actor, origins[0].id, now=now, client_token=client_token)
    applications.readable(actor, origins[0].application_id)
    applications.require(actor, "can_add", "applications")
    return like(actor, [one.id for one in origins], Wishes(), now=now, client_token=client_token)


def left_behind(certificate: Certificate) -> list[str]:
    """Return the paths of what a document like this one does not take over."""
    return list(reuse.left_behind(certificate.format_version.spec, certificate.content))


def may_start(actor: Actor) -> bool:
    """Tell whether the actor may make an application of any document type."""
    return bool(actor.organisation_ids) and any(
        actor.may("can_add", certificate_resource(kind.key)) for kind in catalogue().types.values() if kind.enabled
    )


def _header_like(origin: Certificate, wishes: Wishes) -> dict[str, HeaderValue]:
    """Return the earlier header without its number and day; what the new number's declaration says goes before it."""
    number = str(wishes.header.get("inspection_no") or "")
    kept = {name: getattr(origin.application, name) for name in applications.HEADER}
    kept |= {"inspection_no": "", "declaration_date": None}
    scheme = application_documents.scheme_of(origin.type_code)
    return {**kept, **_declared(number, scheme), **{k: v for k, v in wishes.header.items() if v}}


def _declared(number: str, scheme: str) -> dict[str, HeaderValue]:
    known = declarations.header(normalised_no(number), scheme=scheme) or {}
    return {name: value for name, value in known.items() if value}


def _draft(actor: Actor, entry_mode: str, header: Header, client_token: str | None) -> Application:
    application = Application(
        organisation_id=actor.organisation_id, entry_mode=entry_mode, client_token=client_token or None
    )
    db.session.add(application)
    applications.fill_header(application, header)
    return application
