"""Templates 模板管理 (manual 5.8.2): add, edit, delete, delete many, and the default for a country and a product."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from app.domain.actor import Actor
from app.domain.document import application_header, fields, storing
from app.domain.document.content import Content, KeptDocument
from app.domain.document.fields import FieldError
from app.domain.errors import DomainError, NotFoundError, NotPermittedError
from app.extensions import db
from app.models import DraftTemplate
from app.services.applications import documents as application_documents
from app.services.applications import template_documents
from app.services.applications.documents import Wanted
from app.services.applications.template_documents import TEMPLATE_HEADER
from app.services.base import glyphs, records
from app.services.base.names import Names
from app.services.base.records import Values
from app.services.base.transaction import transaction
from app.services.certificates import certificates

RESOURCE = "templates"
LONGEST_NAME, LONGEST_REMARK, LONGEST_PRODUCT = 80, 1000, 150


@dataclass(frozen=True)
class Result:
    """Say of one chosen template what came of it; `error` is None when it is deleted."""

    template_id: int
    name: str
    error: DomainError | None = None


def find(actor: Actor, template_id: int, *, verb: str = "show") -> DraftTemplate:
    """Return a template in the session's scope; raises NotFoundError, NotPermittedError."""
    records.require(actor, verb, RESOURCE)
    template = db.session.scalar(select(DraftTemplate).where(DraftTemplate.id == template_id))
    if template is None:
        raise NotFoundError
    return template


def create(actor: Actor, values: Values, *, now: datetime, client_token: str | None = None) -> DraftTemplate:
    """Add a template: name, remark, header, default, and first documents as `documents` of (type, format).

    Raises NotPermittedError, InvalidError, NotFoundError (no such format), DomainError.
    """
    records.require(actor, "add", RESOURCE)
    wanted = [Wanted(*pair) for pair in values.get("documents", ())]
    application_documents.require(actor, wanted)
    with transaction():
        made = made_before(actor, client_token)
        if made is not None:
            return made
        template = add(actor, values, now=now, organisation_id=_own(actor))
        template.client_token = client_token or None
        put_documents(template, [template_documents.empty(one.type_code, one.format_code) for one in wanted])
    return template


def change(actor: Actor, template_id: int, values: Values, *, version: int | None, now: datetime) -> DraftTemplate:
    """Change name, remark, header and default of a template; raises StaleError, InvalidError, DomainError."""
    del now
    records.require(actor, "edit", RESOURCE)
    with transaction():
        template = records.load(DraftTemplate, template_id, version=version)
        _write(template, values)
    return template


def remove(actor: Actor, template_id: int, *, version: int | None, now: datetime) -> None:
    """Delete a template; applications made with it stay as they are."""
    del now
    records.require(actor, "delete", RESOURCE)
    with transaction():
        db.session.delete(records.load(DraftTemplate, template_id, version=version))


def remove_many(actor: Actor, ids: Sequence[int], *, now: datetime) -> list[Result]:
    """Delete the chosen templates, each for itself, with a result for each; foreign and absent ones are alike."""
    results = []
    for number in ids:
        name = ""
        try:
            name = find(actor, number).name
            remove(actor, number, version=None, now=now)
        except DomainError as error:
            results.append(Result(number, name, error))
        else:
            results.append(Result(number, name))
    return results


def add_document(actor: Actor, template_id: int, wanted: Wanted, *, version: int | None) -> DraftTemplate:
    """Add an empty document to a template; raises StaleError, so that a double click adds once."""
    records.require(actor, "edit", RESOURCE)
    with transaction():
        template = records.load(DraftTemplate, template_id, version=version)
        present = [Wanted(str(one["type_code"]), str(one["format_code"])) for one in template.documents]
        application_documents.require(actor, [*present, wanted])
        put_documents(template, [*template.documents, template_documents.empty(wanted.type_code, wanted.format_code)])
    return template


def remove_document(actor: Actor, template_id: int, number: int, *, version: int | None) -> DraftTemplate:
    """Take a document out of a template; its last one stays."""
    records.require(actor, "edit", RESOURCE)
    with transaction():
        template = records.load(DraftTemplate, template_id, version=version)
        document(template, number)
        if len(template.documents) == 1:
            raise DomainError("last_document_of_template")
        put_documents(template, [one for at, one in enumerate(template.documents) if at != number])
    return template


def save_document(
    actor: Actor,
    template_id: int,
    number: int,
    content: Content,
    *,
    copies: tuple[int, int] | None,
    version: int | None,
) -> tuple[DraftTemplate, list[FieldError]]:
    """Keep the contents of one document as typed, on the format in force; returns what is wrong with them so far.

    Raises NotFoundError (also for a format that is not in force), StaleError, DomainError for impossible contents.
    """
    records.require(actor, "edit", RESOURCE)
    with transaction():
        template = records.load(DraftTemplate, template_id, version=version)
        before = document(template, number)
        fit = template_documents.fits(template)[number]
        if fit.version is None:
            raise NotFoundError("no_such_format", format=fit.format_code)
        certificates.refuse_impossible(fit.version.spec, content)
        content = storing.stored(fit.version.spec, content)
        content = replace(content, values={key: text for key, text in content.values.items() if text})
        errors = fields.check(fit.version.spec, content, by="draft", names=Names(), covers=glyphs.covers())
        originals, duplicates = copies or (fit.originals, fit.copies)
        after: KeptDocument = {
            **before, **certificates.snapshot(content), "format_version": fit.version.number,
            "originals": originals, "copies": duplicates,
        }  # fmt: skip
        put_documents(template, [after if at == number else one for at, one in enumerate(template.documents)])
    return template, [error for error in errors if error.severity == "error"]


def document(template: DraftTemplate, number: int) -> KeptDocument:
    """Return one document of a template by its place; raises NotFoundError."""
    if not 0 <= number < len(template.documents):
        raise NotFoundError
    return template.documents[number]


def add(actor: Actor, values: Values, *, now: datetime, organisation_id: int) -> DraftTemplate:
    """Make the row of a template; commits nothing. Raises InvalidError."""
    template = DraftTemplate(
        organisation_id=organisation_id,
        created_at=now,
        maker_name=actor.name,
        documents=[],
        header={},
        name="",
        remark="",
        is_default=False,
        default_country="",
        default_product="",
    )
    _write(template, values)
    db.session.add(template)
    return template


def put_documents(template: DraftTemplate, documents: Sequence[KeptDocument]) -> None:
    """Write the documents and what queries ask about them; commits nothing."""
    template.documents = [one.copy() for one in documents]
    flag_modified(template, "documents")
    codes = dict.fromkeys(str(one["type_code"]) for one in documents)
    template.type_codes = f",{','.join(codes)},"
    db.session.flush()


def made_before(actor: Actor, client_token: str | None) -> DraftTemplate | None:
    """Return the template that the same page of the same enterprise made already."""
    if not client_token:
        return None
    return db.session.scalar(
        select(DraftTemplate).where(
            DraftTemplate.organisation_id == actor.organisation_id, DraftTemplate.client_token == client_token
        )
    )


def _own(actor: Actor) -> int:
    if actor.organisation_id is None or actor.organisation_id not in actor.organisation_ids:
        raise NotPermittedError(action="add")
    return actor.organisation_id


def _write(template: DraftTemplate, values: Values) -> None:
    header = application_header.stored(
        {k: v for k, v in values.get("header", template.header).items() if k in TEMPLATE_HEADER}
    )
    name, remark = str(values.get("name", template.name)).strip(), str(values.get("remark", template.remark)).strip()
    is_default = bool(values.get("is_default", template.is_default))
    country = str(values.get("default_country", template.default_country)) if is_default else ""
    product = str(values.get("default_product", template.default_product)).strip() if is_default else ""
    records.refuse(
        [
            *_faults(template, name, remark),
            *application_header.faults(header),
            *_default_faults(is_default, country, product),
        ]
    )
    plain = {
        "name": name, "remark": remark, "header": header, "is_default": is_default, "default_country": country,
        "default_product": product, "destination_country": str(header.get("destination_country") or ""),
    }  # fmt: skip
    claim = f"{country}|{product.lower()}" if is_default else None
    if claim is not None:
        _give_way(template, claim, moves=bool(values.get("moves_default")))
    records.write(template, {**plain, "default_claim": claim})


def _faults(template: DraftTemplate, name: str, remark: str) -> list[FieldError]:
    found = []
    if not name:
        found.append(records.error("name", "required"))
    elif len(name) > LONGEST_NAME:
        found.append(records.error("name", "too_long", length=len(name), max_length=LONGEST_NAME))
    else:
        with db.session.no_autoflush:
            if records.is_taken(DraftTemplate, DraftTemplate.name, name, but=template.id):
                found.append(records.error("name", "name_taken", value=name))
    if len(remark) > LONGEST_REMARK:
        found.append(records.error("remark", "too_long", length=len(remark), max_length=LONGEST_REMARK))
    return found


def _default_faults(is_default: bool, country: str, product: str) -> list[FieldError]:  # noqa: FBT001 private
    found = []
    if is_default and not (country or product):
        found.append(records.error("default_country", "default_needs_country_or_product"))
    if country and Names().country(country, "zh") is None:
        found.append(records.error("default_country", "not_a_country", value=country))
    if len(product) > LONGEST_PRODUCT:
        found.append(records.error("default_product", "too_long", length=len(product), max_length=LONGEST_PRODUCT))
    return found


def _give_way(template: DraftTemplate, claim: str, *, moves: bool) -> None:
    """Take the default over from the template that holds it, when that is wanted; refuse it otherwise."""
    with db.session.no_autoflush:
        holder = db.session.scalar(
            select(DraftTemplate).where(DraftTemplate.default_claim == claim, DraftTemplate.id != (template.id or 0))
        )
    if holder is None:
        return
    if not moves:
        records.refuse([records.error("moves_default", "default_taken", name=holder.name)])
    holder.is_default, holder.default_claim = False, None
    holder.default_country = holder.default_product = ""
    db.session.flush()
