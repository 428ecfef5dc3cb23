"""Sending: what waits in the outbox goes to customs, subject by subject in order, once as far as anybody can tell.

Nothing is locked while the network is asked: a message is claimed, sent, and what came of it is written. Whoever is
killed in between leaves a claim that ends by itself; the message goes out again and customs knows its id.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, or_, select, update
from sqlalchemy.orm import aliased

from app.domain import retries
from app.domain.json_values import JsonObject
from app.extensions import db
from app.gateways import gateways
from app.gateways.customs import Exchange, UnreachableError
from app.gateways.customs.messages import Acknowledgement
from app.models import OutboxMessage
from app.services.base.transaction import transaction
from app.services.exchange import outbox

#: How long a claim holds: longer than one request can take.
CLAIM = timedelta(seconds=30)
MOST_IN_A_RUN = 500
#: After so many silent answers in a row customs is down, and the rest of the run would only wait.
MOST_SILENT = 3

_TABLE = OutboxMessage.__table__


@dataclass
class Sent:
    """Count what a run did."""

    accepted: int = 0
    repeated: int = 0
    put_off: int = 0
    failed: int = 0

    def __str__(self) -> str:
        return f"accepted {self.accepted}, repeated {self.repeated}, put off {self.put_off}, failed {self.failed}"


@dataclass(frozen=True, kw_only=True)
class Claimed:
    """Hold a message on its way, apart from any session."""

    id: int
    message_id: str
    subject: str
    sha256: str
    payload: JsonObject
    attempts: int


def send_waiting(now: datetime, *, subject: str | None = None) -> Sent:
    """Send what is due, of one subject or of all, and return the counts; with the embedded desk nothing ever is."""
    customs, done, silent = gateways().customs, Sent(), 0
    if not isinstance(customs, Exchange):
        return done
    for _ in range(MOST_IN_A_RUN):
        message = _claim(now, subject)
        if message is None:
            break
        try:
            answer = customs.send(message.payload)
        except UnreachableError as error:
            _put_off(message, str(error), done, now=now)
            silent += 1
            if silent == MOST_SILENT:
                break
        else:
            silent = 0
            _record(message, answer, done, now=now)
    return done


def _claim(now: datetime, subject: str | None) -> Claimed | None:
    """Take the next due message whose predecessors have all arrived; one of any number of senders gets it."""
    earlier = aliased(OutboxMessage)
    has_open_predecessor = exists().where(
        earlier.subject == OutboxMessage.subject, earlier.id < OutboxMessage.id, earlier.state != "delivered"
    )
    statement = (
        select(OutboxMessage)
        .where(
            OutboxMessage.state == "waiting",
            or_(OutboxMessage.next_try_at.is_(None), OutboxMessage.next_try_at <= now),
            or_(OutboxMessage.claimed_until.is_(None), OutboxMessage.claimed_until <= now),
            ~has_open_predecessor,
        )
        .order_by(OutboxMessage.id)
        .limit(1)
        .with_for_update(of=OutboxMessage, skip_locked=True)
    )
    if subject is not None:
        statement = statement.where(OutboxMessage.subject == subject)
    with transaction():
        row = db.session.scalar(statement)
        if row is None:
            return None
        claimed = Claimed(
            id=row.id,
            message_id=row.message_id,
            subject=row.subject,
            sha256=row.sha256,
            payload=dict(row.payload),
            attempts=row.attempts + 1,
        )
        _note(claimed.id, claimed_until=now + CLAIM, attempts=claimed.attempts)
        return claimed


def _put_off(message: Claimed, error: str, done: Sent, *, now: datetime) -> None:
    """Try again later; after the last attempt the message is a dead letter."""
    with transaction():
        row = db.session.get_one(OutboxMessage, message.id)
        if row.state != "waiting":
            return
        if retries.is_over(message.attempts):
            row.state, row.error, row.claimed_until = "failed", error, None
            done.failed += 1
            return
        pause = retries.pause(message.attempts, key=message.message_id)
        _note(message.id, claimed_until=None, next_try_at=now + pause, error=error)
        done.put_off += 1


def _record(message: Claimed, answer: Acknowledgement, done: Sent, *, now: datetime) -> None:
    """Write what customs said of a message."""
    if answer.message_id != message.message_id or answer.sha256 != message.sha256:
        _put_off(message, "customs_answered_otherwise", done, now=now)
        return
    if answer.outcome == "early":
        with transaction():
            outbox.put_back_after(message.subject, answer.has_version or 0, now=now)
        _put_off(message, "customs_lacks_previous", done, now=now)
        return
    with transaction():
        row = db.session.scalar(
            select(OutboxMessage).where(OutboxMessage.id == message.id).with_for_update(of=OutboxMessage)
        )
        if row is None or row.state != "waiting":
            return  # another sender, whose claim came after ours had ended, wrote it already
        row.claimed_until = None
        if answer.outcome == "refused":
            row.state, row.error = "failed", answer.reason
            done.failed += 1
            return
        row.state, row.delivered_at, row.error, row.next_try_at = "delivered", now, "", None
        if answer.outcome == "repeated":
            done.repeated += 1
        else:
            done.accepted += 1


def _note(message_number: int, **values: str | int | datetime | None) -> None:
    """Write what is no decision and no line of the history: claims and attempts."""
    db.session.connection().execute(update(_TABLE).where(_TABLE.c.id == message_number).values(**values))
    db.session.expire_all()
