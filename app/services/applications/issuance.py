"""Issuing 制证: the document is frozen (contents, format version, one PDF a copy kind) and never rendered again."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from app.domain.actor import Actor
from app.domain.days import china_day
from app.domain.errors import NotAllowedNowError, NotFoundError, StaleError
from app.domain.workflow import Action, Status, Validity
from app.extensions import db
from app.models import Application, Certificate, IssuedDocument
from app.services.applications import applications, reissues
from app.services.base import parameters
from app.services.certificates import certificates, freezing
from app.services.certificates.freezing import Frozen
from app.services.workflow import workflow
from app.services.workflow.workflow import Step


def issue(
    actor: Actor, application_id: int, *, now: datetime, version: int | None = None, certificate_id: int | None = None
) -> Application:
    """Issue one approved certificate, or all that are not issued yet.

    Files are rendered and stored first, outside the transaction; the rows follow, unless anything changed meanwhile.
    A crash between the two leaves files without rows, which `freezing.sweep` removes.
    """
    chosen = None if certificate_id is None else frozenset({certificate_id})
    seen, files = prepare(actor, application_id, version=version, certificate_ids=chosen)
    return workflow.perform(actor, Action.ISSUE, application_id, now=now, version=seen, files=files)


def issue_with_approval(actor: Actor, application_id: int, *, now: datetime) -> Application | None:
    """Issue what was just approved where the parameter says so; None where issuing is a step of its own.

    A second transaction: when the documents cannot be rendered now, the approval stands and issuing is tried again.
    """
    return issue(actor, application_id, now=now) if parameters.is_on("approval_issues_at_once") else None


def prepare(
    actor: Actor,
    application_id: int,
    *,
    version: int | None = None,
    certificate_ids: frozenset[int] | None = None,
) -> tuple[int, list[Frozen]]:
    """Render and store the files of what is to be issued; return the version that they belong to, and the files."""
    application = applications.find(application_id)
    workflow.permit(actor, Action.ISSUE, application)
    if version is not None and version != application.version:
        raise StaleError
    reissues.require_standing(application)
    found = [one for certificate in _to_issue(application, certificate_ids) for one in freezing.sheets(certificate)]
    seen = application.version
    db.session.rollback()  # on SQLite a request that writes holds the only write lock from its first read on
    return seen, freezing.freeze(found)


def on_issue(step: Step) -> None:
    """Keep the frozen files; the application is issued once all its certificates are."""
    files: Iterable[Frozen] = step.data["files"]
    reissues.require_standing(step.application)
    by_id = {certificate.id: certificate for certificate in step.application.certificates}
    issued = []
    for frozen in files:
        certificate = by_id.get(frozen.sheets.certificate_id)
        if certificate is None or certificate.version != frozen.sheets.certificate_version:
            raise StaleError
        _keep(step, certificate, frozen)
        issued.append(certificate)
    for certificate in dict.fromkeys(issued):
        _mark_issued(step, certificate)
    if all(certificate.issued_at for certificate in step.application.certificates):
        step.application.issued_at = step.now
    else:
        step.target = Status.APPROVED
    step.details["certificates"] = [certificate.certificate_no for certificate in dict.fromkeys(issued)]


def _keep(step: Step, certificate: Certificate, frozen: Frozen) -> None:
    db.session.add(
        IssuedDocument(
            organisation_id=certificate.organisation_id,
            certificate=certificate,
            copy_kind=frozen.sheets.copy_kind,
            certificate_no=certificate.certificate_no,
            format_version_id=certificate.format_version_id,
            content=certificates.snapshot(certificate.content),
            storage_key=frozen.storage_key,
            sha256=frozen.sha256,
            size=len(frozen.data),
            pages=frozen.sheets.pages.pages,
            pdf_engine=frozen.engine,
            issued_at=step.now,
            issued_by_id=step.actor.user_id,
        )
    )


def _mark_issued(step: Step, certificate: Certificate) -> None:
    today = china_day(step.now)
    #: customs' own dates, where it is another system that made the certificate
    receipt_date, making_date = (step.data.get("dates") or {}).get(certificate.id, (None, today))
    certificate.issued_at = step.now
    certificate.validity = Validity.VALID.value
    certificate.receipt_date = receipt_date or certificate.receipt_date or today
    certificate.making_date = making_date
    reissues.settle(step.application)


def _to_issue(application: Application, certificate_ids: frozenset[int] | None) -> list[Certificate]:
    chosen = [c for c in application.certificates if certificate_ids is None or c.id in certificate_ids]
    if not chosen:
        raise NotFoundError
    waiting = [c for c in chosen if not c.issued_at]
    if not waiting:
        raise NotAllowedNowError("already_issued", action=Action.ISSUE.value)
    return waiting
