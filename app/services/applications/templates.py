"""Templates 模板 in the clerk's day: find one by name, begin an application with it, keep one of an application."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.domain.actor import Actor
from app.domain.document.application_header import HeaderValue
from app.domain.document.numbering import normalised_no
from app.domain.errors import DomainError, NotFoundError
from app.domain.event_details import EventDetails, LostText
from app.domain.json_values import rows_of
from app.domain.workflow import Action
from app.extensions import db
from app.models import Application, DraftTemplate
from app.services.applications import applications, documents, template_documents, template_records
from app.services.applications.documents import Wanted
from app.services.applications.template_documents import TEMPLATE_HEADER, Fit
from app.services.base import records
from app.services.base.transaction import transaction
from app.services.certificates import certificates
from app.services.declarations import declarations
from app.services.workflow.workflow import load as load_application

RESOURCE = template_records.RESOURCE
#: Templates that the chooser shows at once.
SHOWN = 50


@dataclass(frozen=True, kw_only=True)
class Report:
    """Tell what of a template cannot be used today: texts without a place, formats not in force."""

    template: DraftTemplate
    fits: Sequence[Fit]

    @property
    def usable(self) -> list[Fit]:
        return [fit for fit in self.fits if fit.is_usable]

    @property
    def unusable(self) -> list[Fit]:
        return [fit for fit in self.fits if not fit.is_usable]

    @property
    def lost_count(self) -> int:
        return sum(len(fit.lost) for fit in self.usable)


def find(actor: Actor, name: str = "") -> list[DraftTemplate]:
    """Return the own enterprise's templates whose name holds `name`, those used last first (manual 5.8.1)."""
    if not actor.organisation_ids or not actor.may("can_list", RESOURCE):
        return []
    statement = (
        select(DraftTemplate)
        .where(DraftTemplate.organisation_id.in_(sorted(actor.organisation_ids)))
        .order_by(DraftTemplate.last_used_at.desc().nulls_last(), DraftTemplate.id.desc())
        .limit(SHOWN)
    )
    if name.strip():
        statement = statement.where(DraftTemplate.name.icontains(name.strip(), autoescape=True))
    return list(db.session.scalars(statement))


def suggested(actor: Actor, country: str, product: str = "") -> DraftTemplate | None:
    """Return the default template for a destination and a product: the one for both, else for one of them.

    `product` is a goods name as declared; a default's product is found in it, upper and lower case alike.
    """
    if not actor.organisation_ids or not actor.may("can_list", RESOURCE):
        return None
    rows = db.session.scalars(
        select(DraftTemplate).where(
            DraftTemplate.is_default,
            DraftTemplate.organisation_id.in_(sorted(actor.organisation_ids)),
            DraftTemplate.default_country.in_(["", country]),
        )
    )
    goods = product.casefold()
    fitting = [row for row in rows if row.default_product.casefold() in goods]
    return max(fitting, key=_closeness, default=None)


def suggested_for(actor: Actor, number: str) -> DraftTemplate | None:
    """Return the default template for what is declared under a number; None when nothing is known of it."""
    declared = declarations.source(normalised_no(number), scheme="")
    if declared is None:
        return None
    lines = rows_of(declared.get("goods_lines"))
    goods = " ".join(str(line.get(key) or "") for line in lines for key in ("goods_name_zh", "goods_name_en"))
    return suggested(actor, str(declared.get("destination_country") or ""), goods)


def report(actor: Actor, template_id: int) -> Report:
    """Return how a template fits the formats in force; raises NotFoundError, NotPermittedError."""
    template = template_records.find(actor, template_id)
    return Report(template=template, fits=template_documents.fits(template))


def keep(
    actor: Actor, application_id: int, *, name: str, now: datetime, client_token: str | None = None
) -> DraftTemplate:
    """Keep an application as a template (存为模板): header, documents, goods; no numbers, days, seals, states.

    Raises NotFoundError, NotPermittedError, InvalidError when the name is empty or taken.
    """
    records.require(actor, "add", RESOURCE)
    with transaction():
        made = template_records.made_before(actor, client_token)
        if made is not None:
            return made
        application = load_application(application_id)
        if application.organisation_id not in actor.organisation_ids:
            raise NotFoundError
        header = {key: getattr(application, key) for key in TEMPLATE_HEADER if getattr(application, key)}
        template = template_records.add(
            actor, {"name": name, "header": header}, now=now, organisation_id=application.organisation_id
        )
        template.shares_goods = application.shares_goods
        template.client_token = client_token or None
        template_records.put_documents(template, [template_documents.kept(one) for one in application.certificates])
    return template


def use(
    actor: Actor, template_id: int, *, now: datetime, client_token: str | None = None, inspection_no: str = ""
) -> Application:
    """Begin an application with a template (证稿模板录入), on the formats in force; the same token makes it once.

    Texts without a place and documents whose format is not in force stay behind and are named in the history.
    Raises NotFoundError, NotPermittedError, DomainError when no document can be used.
    """
    found = report(actor, template_id)
    if not found.usable:
        raise DomainError("template_unusable", formats=[fit.format_code for fit in found.fits])
    documents.require(actor, [Wanted(fit.type_code, fit.format_code) for fit in found.usable])
    with transaction():
        made = applications.made_before(actor, client_token)
        if made is not None:
            return made
        template = records.load(DraftTemplate, template_id)
        found = Report(template=template, fits=template_documents.fits(template))
        application = Application(
            organisation_id=actor.organisation_id, entry_mode="template", client_token=client_token or None
        )
        db.session.add(application)
        applications.fill_header(application, _header(found, inspection_no))
        application.shares_goods = template.shares_goods and len(found.usable) > 1
        for fit in found.usable:
            certificate = certificates.add(application, type_code=fit.type_code, format_code=fit.format_code)
            template_documents.write(certificate, fit)
        applications.remember_start(actor, application, now, details=_details(found))
        template.last_used_at, template.last_used_by_id = now, actor.user_id
        template.last_user_name = actor.name
    return application


def left_behind(application: Application) -> tuple[list[LostText], list[str]]:
    """Return what the template of an application could not give it: texts (label path, text) and formats."""
    first = next((event for event in application.events if event.action == Action.SAVE.value), None)
    details: EventDetails = first.details if first is not None else {}
    return list(details.get("lost", ())), list(details.get("skipped", ()))


def _header(found: Report, number: str) -> dict[str, HeaderValue]:
    """Return a template's header; what is declared under the new number goes before it."""
    scheme = documents.scheme_of(found.usable[0].type_code)
    declared = declarations.header(normalised_no(number), scheme=scheme) or {}
    known = {name: value for name, value in declared.items() if value}
    return {**found.template.header, **known, "inspection_no": number}


def _details(found: Report) -> EventDetails:
    lost: list[LostText] = [
        {"format": fit.format_code, "path": misfit.path, "text": misfit.text}
        for fit in found.usable
        for misfit in fit.lost
    ]
    details: EventDetails = {"copied_from": found.template.name}
    if lost:
        details["lost"] = lost
    if found.unusable:
        details["skipped"] = [fit.format_code for fit in found.unusable]
    return details


def _closeness(template: DraftTemplate) -> tuple[bool, bool, int, int]:
    """Order defaults: for country and product, for the country, for the longer product, the newest."""
    has_both = bool(template.default_country and template.default_product)
    return has_both, bool(template.default_country), len(template.default_product), template.id
