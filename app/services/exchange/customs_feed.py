"""What customs' messages do: decisions become steps of the workflow, through the same gate as a reviewer's."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from app.domain.actor import Actor, customs_feed
from app.domain.errors import DomainError
from app.domain.workflow import Action
from app.extensions import db
from app.gateways.customs.bodies import DocumentResult
from app.gateways.customs.messages import CustomsPrintsMessage, DatesMessage, Decision, ReviewResultMessage
from app.models import Application, ReviewRemark
from app.services.applications import issuance
from app.services.exchange import customs_prints
from app.services.exchange.customs_prints import Printed
from app.services.review import remarks
from app.services.workflow import workflow


@dataclass(frozen=True, kw_only=True)
class Prepared:
    """Hold what was made ready outside the transaction: the files of what is to be issued."""

    version: int | None = None
    extra: Mapping[str, Any] = field(default_factory=dict)


def officer(message: Decision, application: Application) -> Actor:
    """Return the actor in whose name an answer is applied."""
    return customs_feed(application.declaring_customs, message.body.officer)


def prepare(message: Decision, application: Application) -> Prepared:
    """Make ready what takes long, before any lock is held: dates issue certificates, whose files must exist first."""
    if not isinstance(message, DatesMessage):
        return Prepared()
    by_number = {c.certificate_no: c.id for c in application.certificates if c.certificate_no and not c.issued_at}
    named = {document.certificate_no: document for document in message.body.documents}
    if not named.keys() <= by_number.keys():
        raise DomainError("no_such_certificate", number=", ".join(sorted(named.keys() - by_number.keys())))
    dates: dict[int, tuple[date, date]] = {
        by_number[number]: (document.receipt_date, document.making_date) for number, document in named.items()
    }
    version, files = issuance.prepare(officer(message, application), application.id, certificate_ids=frozenset(dates))
    return Prepared(version=version, extra={"files": files, "dates": dates})


def apply(message: Decision, application: Application, prepared: Prepared, *, now: datetime) -> None:
    """Take the step that an answer tells; commits nothing of its own. Raises DomainError when it is not possible."""
    actor = officer(message, application)
    if isinstance(message, ReviewResultMessage):
        report = workflow.deed(Action(message.body.action)).report or _plain
        report(actor, message, application, now)
    else:
        workflow.perform(actor, Action.ISSUE, application.id, now=now, version=prepared.version, **prepared.extra)


def take_prints(message: CustomsPrintsMessage, *, now: datetime) -> None:
    """Keep the records of what customs printed, all of a message or none; raises DomainError for unknown offices."""
    by_number = {document.document_no: document for document in message.body.documents}
    customs_prints.take_reported(
        [
            Printed(
                customs_code=document.customs_code,
                document_no=document.document_no,
                receipt_date=document.receipt_date,
            )
            for document in by_number.values()
        ],
        now=now,
    )


def _plain(actor: Actor, message: ReviewResultMessage, application: Application, now: datetime) -> None:
    action = Action(message.body.action)
    workflow.perform(actor, action, application.id, now=now, reason=message.body.opinion)


def send_back(actor: Actor, message: ReviewResultMessage, application: Application, now: datetime) -> None:
    """Return the papers with the remarks that customs tells."""
    by_position = {certificate.position: certificate for certificate in application.certificates}
    for remark in message.body.remarks:
        certificate = by_position.get(remark.position)
        if certificate is None:
            raise DomainError("no_such_certificate", number=remark.position)
        remarks.require_place(certificate, remark.path)
        db.session.add(
            ReviewRemark(
                application=application,
                certificate_id=certificate.id,
                review_round=application.review_round,
                path=remark.path,
                opinion=remark.opinion,
                suggested_value=remark.suggested_value,
                reviewer_name=actor.name,
            )
        )
    db.session.flush()
    workflow.perform(actor, Action.RETURN, application.id, now=now, reason=message.body.opinion)


def ask_confirmation(actor: Actor, message: ReviewResultMessage, application: Application, now: datetime) -> None:
    """Write customs' own fields, then ask the enterprise."""
    _fill_in(actor, message, application, now)
    workflow.perform(actor, Action.ASK_CONFIRMATION, application.id, now=now, reason=message.body.opinion)


def approve(actor: Actor, message: ReviewResultMessage, application: Application, now: datetime) -> None:
    """Write customs' own fields, then approve under the numbers that customs gives."""
    numbers = _fill_in(actor, message, application, now)
    workflow.perform(
        actor, Action.APPROVE, application.id, now=now, reason=message.body.opinion, certificate_nos=numbers
    )


def revoke(actor: Actor, message: ReviewResultMessage, application: Application, now: datetime) -> None:
    """Revoke each document that customs names."""
    for result in message.body.documents:
        certificate_id = _certificate_id(application, result)
        workflow.perform(
            actor, Action.REVOKE, application.id, now=now, reason=message.body.opinion, certificate_id=certificate_id
        )


def _fill_in(actor: Actor, message: ReviewResultMessage, application: Application, now: datetime) -> dict[int, str]:
    """Write customs' own fields of each document; return the certificate numbers that customs gave."""
    numbers: dict[int, str] = {}
    for result in message.body.documents:
        certificate_id = _certificate_id(application, result)
        if result.certificate_no:
            numbers[certificate_id] = result.certificate_no
        if result.customs_values:
            workflow.perform(
                actor,
                Action.AMEND,
                application.id,
                now=now,
                certificate_id=certificate_id,
                customs_values=result.customs_values,
            )
    return numbers


def _certificate_id(application: Application, result: DocumentResult) -> int:
    for certificate in application.certificates:
        if certificate.position == result.position:
            return certificate.id
    raise DomainError("no_such_certificate", number=result.position)
