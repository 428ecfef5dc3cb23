"""The outbox: messages to customs, written in the transaction of the change that they tell."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from app.domain.document.canonical import Message, sha256_of
from app.domain.errors import NotAllowedNowError
from app.domain.workflow import Status
from app.extensions import db
from app.gateways import gateways
from app.gateways.customs.messages import TO_CUSTOMS
from app.models import FormatVersion, OutboxMessage
from app.services.base import records
from app.services.base.transaction import transaction
from app.services.exchange import message_bodies
from app.services.workflow import workflow

if TYPE_CHECKING:
    from app.domain.actor import Actor
    from app.services.workflow.workflow import Step

#: What customs decides about; anything it said about an earlier one of these is outdated.
DECIDED_UPON = ("application", "reissue", "withdrawal", "confirmation")


def tell(step: Step, _before: Status) -> None:
    """Write the message of a step, when customs is told of it; commits nothing."""
    message = workflow.deed(step.action).message
    if message is None:
        return
    kind, body = message
    customs = gateways().customs
    if kind == "printed_counts" and not customs.needs_exchange:
        return  # the desk reads the print ledger itself
    if kind == "application" and step.application.reissue_of_id is not None:
        kind, body = "reissue", message_bodies.reissue
    db.session.flush()  # the message carries the version that this step makes
    write(
        kind,
        application_subject(step.application.id),
        body(step),
        version=step.application.version,
        now=step.now,
        application_id=step.application.id,
    )


def tell_format(version: FormatVersion, *, now: datetime) -> None:
    """Write the message of a published format version, unless it is there already; commits nothing."""
    subject = format_subject(version.format.code)
    if version.number > (newest_version(subject) or 0):
        write("format", subject, message_bodies.published_format(version), version=version.number, now=now)


def write(
    kind: str,
    subject: str,
    body: Message,
    *,
    version: int,
    now: datetime,
    application_id: int | None = None,
) -> OutboxMessage:
    """Write one message; where customs is this application's own desk it has arrived with that. Commits nothing."""
    customs = gateways().customs
    payload = TO_CUSTOMS.validate_python(
        {
            "kind": kind,
            "message_id": str(uuid.uuid4()),
            "sender": customs.sender,
            "subject": subject,
            "subject_version": version,
            "previous_version": newest_version(subject),
            "written_at": now,
            "body": body,
        }
    ).model_dump(mode="json")
    message = OutboxMessage(
        message_id=payload["message_id"],
        kind=kind,
        application_id=application_id,
        subject=subject,
        subject_version=version,
        payload=payload,
        sha256=sha256_of(payload),
        state="waiting" if customs.needs_exchange else "delivered",
        written_at=now,
        delivered_at=None if customs.needs_exchange else now,
    )
    db.session.add(message)
    return message


def application_subject(application_id: int) -> str:
    """Name an application in messages."""
    return f"application/{application_id}"


def format_subject(code: str) -> str:
    """Name a format in messages."""
    return f"format/{code}"


def newest_version(subject: str) -> int | None:
    """Return the version of the last message about a subject, or None when there is none."""
    found: int | None = db.session.scalar(
        select(func.max(OutboxMessage.subject_version)).where(OutboxMessage.subject == subject)
    )
    return found


def decided_version(subject: str) -> int:
    """Return the version of the last message that customs decides about."""
    found = db.session.scalar(
        select(func.max(OutboxMessage.subject_version)).where(
            OutboxMessage.subject == subject, OutboxMessage.kind.in_(DECIDED_UPON)
        )
    )
    return found or 0


def send_again(actor: Actor, message_number: int, *, now: datetime) -> OutboxMessage:
    """Put a dead letter back in line; it goes out with the next run. Raises NotPermittedError, NotAllowedNowError."""
    records.require(actor, "resend", "outbox_messages")
    with transaction():
        message = records.load(OutboxMessage, message_number)
        if message.state != "failed":
            raise NotAllowedNowError("message_not_failed")
        put_back(message, now=now)
    return message


def put_back(message: OutboxMessage, *, now: datetime) -> None:
    """Let a message wait to be sent, with a fresh count of attempts; commits nothing."""
    message.state, message.error = "waiting", ""
    message.attempts, message.next_try_at, message.claimed_until, message.delivered_at = 0, now, None, None


def put_back_after(subject: str, has_version: int, *, now: datetime) -> int:
    """Send again what customs does not have though it was delivered, and return how many there are; commits nothing."""
    lost = db.session.scalars(
        select(OutboxMessage)
        .where(
            OutboxMessage.subject == subject,
            OutboxMessage.subject_version > has_version,
            OutboxMessage.state == "delivered",
        )
        .with_for_update(of=OutboxMessage)
    ).all()
    for message in lost:
        put_back(message, now=now)
    return len(lost)
