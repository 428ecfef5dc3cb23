"""The documents of an application 添加证单: add, take out, order, and let them share their goods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from app.catalogue.loader import catalogue
from app.catalogue.schema import CertificateType
from app.domain.actor import Actor
from app.domain.errors import DomainError, NotFoundError, StaleError
from app.domain.event_details import EventDetails
from app.domain.permissions import certificate_resource
from app.domain.workflow import Action, Status
from app.extensions import db
from app.models import Application, Certificate, CertificateFormat
from app.services.applications import applications
from app.services.base.transaction import transaction
from app.services.certificates import certificates, reissue_limits, shared_goods, smart_imports
from app.services.declarations import declarations
from app.services.workflow import workflow
from app.services.workflow.workflow import Step

MAX_DOCUMENTS = 20


@dataclass(frozen=True)
class Wanted:
    """Name a document to be added: its type, and the format it is written with."""

    type_code: str
    format_code: str


@dataclass(frozen=True, kw_only=True)
class DocumentOffer:
    """Hold a document that can be added: type and format, found by scheme 证书体系 and format code."""

    kind: CertificateType
    format: CertificateFormat

    @property
    def key(self) -> str:
        """Name it in forms."""
        return f"{self.kind.code}/{self.format.code}"


def offers(actor: Actor, *, scheme: str = "", text: str = "", beside: str = "") -> list[DocumentOffer]:
    """Return the documents that the actor may add, of a scheme and with a text in code or title when these are given.

    beside  a type code of the application that they are added to: the other kind of number is left out
    """
    rows = db.session.scalars(
        select(CertificateFormat)
        .where(CertificateFormat.status == "active", CertificateFormat.current_version_id.is_not(None))
        .order_by(CertificateFormat.code)
    ).all()
    kinds = [kind for kind in catalogue().types.values() if kind.enabled and _may_add(actor, kind.key)]
    if beside:
        kinds = [kind for kind in kinds if _kind_of_number(kind.code) == _kind_of_number(beside)]
    found = [DocumentOffer(kind=kind, format=row) for kind in kinds for row in rows if kind.code in row.type_codes]
    return [one for one in found if scheme in ("", one.format.scheme) and _says(one, text.strip().lower())]


def _may_add(actor: Actor, type_key: str) -> bool:
    return actor.may("can_add", certificate_resource(type_key))


def _says(one: DocumentOffer, text: str) -> bool:
    said = f"{one.format.code} {one.format.title_zh} {one.format.title_en} {one.kind.zh} {one.kind.en} {one.kind.code}"
    return text in said.lower()


def mark_of(application: Application) -> str:
    """Return the mark of everything that a page showed: header, documents, their order and their contents."""
    versions = ",".join(f"{document.id}.{document.version}" for document in application.certificates)
    return f"{application.version}:{versions}"


def scheme_of(type_code: str) -> str:
    """Return which declaration a type's number names: that of the goods or that of the packaging."""
    kind = catalogue().types[type_code]
    return declarations.PACKAGING_SCHEME if kind.menu == "packaging_inspection" else kind.key


def is_packaging(application: Application) -> bool:
    """Tell whether the application bears a packaging application's number 申请编号."""
    return any(catalogue().types[one.type_code].menu == "packaging_inspection" for one in application.certificates)


def require(actor: Actor, documents: Sequence[Wanted]) -> None:
    """Raise NotPermittedError or DomainError when the actor cannot make these documents in one application."""
    types = catalogue().types
    if not documents:
        raise DomainError("no_documents_chosen")
    if any(one.type_code not in types or not types[one.type_code].enabled for one in documents):
        raise NotFoundError("no_such_format", format=documents[0].format_code)
    if len(documents) > MAX_DOCUMENTS:
        raise DomainError("too_many_documents", limit=MAX_DOCUMENTS)
    if len({_kind_of_number(one.type_code) for one in documents}) > 1:
        raise DomainError("documents_of_two_kinds")
    for one in documents:
        applications.require(actor, "can_add", certificate_resource(types[one.type_code].key))


def add(
    actor: Actor,
    application_id: int,
    documents: Sequence[Wanted],
    *,
    version: int,
    now: datetime,
    wants_import: bool = False,
) -> list[Certificate]:
    """Add documents to a draft, with the shared goods or what the declaration says; return the new ones.

    Raises StaleError when header, documents or status changed since `version`, so that a double click adds once.
    """
    with transaction():
        application = _editable(actor, application_id)
        reissue_limits.require_single(application)
        if application.version != version:
            raise StaleError
        require(actor, [*(Wanted(d.type_code, d.format_code) for d in application.certificates), *documents])
        added = [place(application, one, wants_import=wants_import) for one in documents]
        _remember(actor, application, now, {"added": [document.number for document in added]})
    return added


def place(application: Application, one: Wanted, *, wants_import: bool) -> Certificate:
    """Add a document with the shared goods and, when wanted and known, its declaration; commits nothing."""
    certificate = certificates.add(application, type_code=one.type_code, format_code=one.format_code)
    if application.shares_goods:
        for other in application.certificates:
            if other is not certificate:
                shared_goods.adopt(other, certificate)
    if wants_import and smart_imports.propose(certificate) is not None:
        smart_imports.fill(certificate)
    return certificate


def remove(actor: Actor, application_id: int, certificate_id: int, *, mark: str | None, now: datetime) -> Application:
    """Take a document out of a draft of several; the last one is deleted with its application instead.

    Raises StaleError when anything changed since the page with the question was shown, where that page says what
    it showed.
    """
    with transaction():
        application = _editable(actor, application_id, action=Action.DELETE)
        certificate = _document(application, certificate_id)
        if mark is not None and mark_of(application) != mark:
            raise StaleError
        if len(application.certificates) == 1:
            raise DomainError("last_document")
        certificate.deleted_at = now
        _remember(actor, application, now, {"removed": certificate.number})
    return application


def move(actor: Actor, application_id: int, certificate_id: int, *, is_up: bool, version: int) -> Application:
    """Exchange a document with its neighbour; at the end of the row nothing happens. Raises StaleError."""
    with transaction():
        application = _editable(actor, application_id)
        if application.version != version:
            raise StaleError
        order = list(application.certificates)
        at = order.index(_document(application, certificate_id))
        to = at - 1 if is_up else at + 1
        if 0 <= to < len(order):
            order[at], order[to] = order[to], order[at]
        for position, document in enumerate(order, start=1):
            document.position = position
        flag_modified(application, "status")  # the order is the application's: it gets a new version
    return application


def share(actor: Actor, application_id: int, *, source_id: int, mark: str, now: datetime) -> Application:
    """Give every document the goods lines and containers of one of them, and keep them the same from now on.

    Raises StaleError when anything changed since the page was shown: nobody's goods are replaced unseen.
    """
    with transaction():
        application = _editable(actor, application_id)
        certificate = _document(application, source_id)
        if mark_of(application) != mark:
            raise StaleError
        application.shares_goods = True
        for other in application.certificates:
            if other is not certificate:
                shared_goods.adopt(certificate, other)
        _remember(actor, application, now, {"shares_goods_of": certificate.number})
    return application


def unshare(actor: Actor, application_id: int, *, version: int, now: datetime) -> Application:
    """Let every document keep its own goods from now on; all contents stay as they are."""
    with transaction():
        application = _editable(actor, application_id)
        if application.version != version:
            raise StaleError
        application.shares_goods = False
        _remember(actor, application, now, {"unshared": True})
    return application


def _editable(actor: Actor, application_id: int, *, action: Action = Action.SAVE) -> Application:
    application = workflow.load(application_id)
    workflow.permit(actor, action, application)
    return application


def _document(application: Application, certificate_id: int) -> Certificate:
    found = next((document for document in application.certificates if document.id == certificate_id), None)
    if found is None:
        raise NotFoundError
    return found


def _remember(actor: Actor, application: Application, now: datetime, details: EventDetails) -> None:
    """Write into the history how the documents changed; the application gets a new version."""
    flag_modified(application, "status")
    step = Step(actor=actor, action=Action.SAVE, application=application, now=now, details=details)
    workflow.record(step, Status(application.status))


def _kind_of_number(type_code: str) -> str:
    """Return whose number the application bears: the declaration's or the packaging application's."""
    return str(catalogue().types[type_code].menu)
