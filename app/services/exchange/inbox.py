"""The inbox: customs' answers are kept first, acknowledged then, and applied in the order of their versions.

Whoever is killed in between loses nothing: what was kept is applied by the next run, what was not acknowledged comes
again, and what comes again is known by its id.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from pydantic import ValidationError
from sqlalchemy import exists, or_, select
from sqlalchemy.orm import aliased

from app.domain.actor import Actor
from app.domain.document.canonical import sha256_of
from app.domain.errors import DomainError, NotAllowedNowError, StaleError
from app.domain.json_values import JsonObject
from app.extensions import db
from app.gateways import gateways
from app.gateways.customs import Exchange, UnreachableError
from app.gateways.customs.messages import FROM_CUSTOMS, Acknowledgement, CustomsPrintsMessage, FromCustoms
from app.models import Application, InboxMessage
from app.services.base import records
from app.services.base.transaction import transaction
from app.services.exchange import customs_feed, outbox

UNKNOWN = "00000000-0000-0000-0000-000000000000"
#: Answers that were dealt with: what follows them may be applied.
SETTLED = ("applied", "outdated")


@dataclass
class Collected:
    """Count what a run did."""

    kept: int = 0
    repeated: int = 0
    refused: int = 0
    applied: int = 0
    outdated: int = 0
    failed: int = 0
    problem: str = ""
    is_reached: bool = True

    def __str__(self) -> str:
        counts = ", ".join(
            f"{name} {getattr(self, name)}" for name in ("kept", "repeated", "refused", "applied", "outdated", "failed")
        )
        return f"{counts}; {self.problem}" if self.problem else counts


def collect(now: datetime, *, subject: str = "") -> Collected:
    """Ask customs for its answers, of one subject or of all; keep, acknowledge and apply them.

    With the embedded desk there are none.
    """
    customs, done = gateways().customs, Collected()
    if not isinstance(customs, Exchange):
        return done
    try:
        found = customs.answers(only=subject)
        told = [keep(answer, done, now=now) for answer in found if subject in ("", answer.get("subject"))]
        if told:
            customs.acknowledge(told)
    except UnreachableError as error:
        done.problem, done.is_reached = str(error), False
    apply_waiting(now, done, subject=subject)
    return done


def receive(answer: JsonObject, *, now: datetime) -> Acknowledgement:
    """Keep one answer that customs brought to us (a webhook), apply it, and return what to say."""
    done = Collected()
    told = keep(answer, done, now=now)
    apply_waiting(now, done)
    return told


def keep(answer: JsonObject, done: Collected, *, now: datetime) -> Acknowledgement:
    """Keep an answer once, whatever comes of it later, and return what to say of it."""
    try:
        message = FROM_CUSTOMS.validate_python(answer)
        digest = sha256_of(answer)
    except ValidationError as error:
        return _refuse(answer, done, f"not a message of this protocol: {error.error_count()} errors")
    except ValueError as error:
        return _refuse(answer, done, f"not canonical: {error}")
    try:
        with transaction():
            outcome, reason = _keep(message, answer, digest, now=now)
    except StaleError:
        outcome, reason = "repeated", ""  # it came twice at the same moment: the other one is kept
    done.kept += outcome == "accepted"
    done.repeated += outcome == "repeated"
    done.refused += outcome == "refused"
    return Acknowledgement(message_id=message.message_id, sha256=digest, outcome=outcome, reason=reason)


def _keep(
    message: FromCustoms, answer: JsonObject, digest: str, *, now: datetime
) -> tuple[Literal["accepted", "repeated", "refused"], str]:
    known = db.session.scalar(select(InboxMessage).where(InboxMessage.message_id == message.message_id))
    if known is not None:
        return ("repeated", "") if known.sha256 == digest else ("refused", "this id belongs to another text")
    is_about_none = isinstance(message, CustomsPrintsMessage)
    application_id = None if is_about_none else _application_id(message.subject)
    if application_id is None and not is_about_none:
        return "refused", "there is no such application"
    taken = select(InboxMessage.id).where(
        InboxMessage.subject == message.subject, InboxMessage.subject_version == message.subject_version
    )
    if db.session.scalar(taken) is not None:
        return "refused", "another answer has this version"
    db.session.add(
        InboxMessage(
            message_id=message.message_id,
            kind=message.kind,
            application_id=application_id,
            subject=message.subject,
            subject_version=message.subject_version,
            previous_version=message.previous_version,
            about_version=0 if isinstance(message, CustomsPrintsMessage) else message.body.about_version,
            payload=answer,
            sha256=digest,
            state="waiting",
            received_at=now,
        )
    )
    return "accepted", ""


def _application_id(subject: str) -> int | None:
    """Return the id of the application that a message is about, or None when there is no such application."""
    kind, _, number = subject.partition("/")
    if kind != "application" or not number.isdigit() or len(number) > 9:  # noqa: PLR2004
        return None
    found: int | None = db.session.scalar(select(Application.id).where(Application.id == int(number)))
    return found


def apply_waiting(now: datetime, done: Collected, *, subject: str = "") -> None:
    """Apply every kept answer whose predecessors are dealt with; one that cannot be applied holds up its followers."""
    tried: set[int] = set()
    while (number := _next(tried, subject)) is not None:
        tried.add(number)
        try:
            _apply(number, done, now=now)
        except StaleError:
            """Somebody works on the application at this moment; the next run finds it again."""
        except DomainError as error:
            _fail(number, error.code)
            done.failed += 1
        except Exception as error:  # noqa: BLE001 one answer must not hold up those of others; the next run tries again
            db.session.rollback()
            done.problem = f"{type(error).__name__}: {error}"


def _next(tried: set[int], subject: str) -> int | None:
    before = aliased(InboxMessage)
    is_next = or_(
        InboxMessage.previous_version.is_(None),
        exists().where(
            before.subject == InboxMessage.subject,
            before.subject_version == InboxMessage.previous_version,
            before.state.in_(SETTLED),
        ),
    )
    wanted = [InboxMessage.state == "waiting", InboxMessage.id.not_in(tried), is_next]
    if subject:
        wanted.append(InboxMessage.subject == subject)
    found: int | None = db.session.scalar(select(InboxMessage.id).where(*wanted).order_by(InboxMessage.id).limit(1))
    return found


def _apply(number: int, done: Collected, *, now: datetime) -> None:
    row = db.session.get_one(InboxMessage, number)
    message, application = FROM_CUSTOMS.validate_python(row.payload), row.application
    if isinstance(message, CustomsPrintsMessage):
        _settle(number, lambda: customs_feed.take_prints(message, now=now), done, now=now)
        return
    if application is None:
        raise DomainError("not_found")
    prepared = customs_feed.Prepared() if _is_outdated(row) else customs_feed.prepare(message, application)
    _settle(number, lambda: customs_feed.apply(message, application, prepared, now=now), done, now=now)


def _settle(number: int, carry_out: Callable[[], None], done: Collected, *, now: datetime) -> None:
    """Carry out what a message tells and note it in the same transaction, unless it is dealt with or outdated."""
    with transaction():
        row = records.load(InboxMessage, number)
        if row.state != "waiting":
            return
        if _is_outdated(row):
            row.state, done.outdated = "outdated", done.outdated + 1
        else:
            carry_out()
            row.state, done.applied = "applied", done.applied + 1
        row.applied_at, row.error = now, ""


def _is_outdated(row: InboxMessage) -> bool:
    """Tell whether we have told customs something since that this answer does not know of (it withdrew, say).

    Records of customs are outdated when newer ones of the same subject have come before them.
    """
    if row.application_id is not None:
        return row.about_version < outbox.decided_version(row.subject)
    newer = select(InboxMessage.id).where(
        InboxMessage.subject == row.subject,
        InboxMessage.subject_version > row.subject_version,
        InboxMessage.state == "applied",
    )
    return db.session.scalar(newer.limit(1)) is not None


def _fail(number: int, reason: str) -> None:
    with transaction():
        row = records.load(InboxMessage, number)
        if row.state == "waiting":
            row.state, row.error = "failed", reason


def _refuse(answer: JsonObject, done: Collected, reason: str) -> Acknowledgement:
    done.refused += 1
    try:
        digest = sha256_of(answer)
        return Acknowledgement(
            message_id=str(answer.get("message_id")), sha256=digest, outcome="refused", reason=reason
        )
    except ValueError:  # neither has the id the form of one, or the text has no bytes
        return Acknowledgement(message_id=UNKNOWN, sha256=sha256_of(None), outcome="refused", reason=reason)


def apply_again(actor: Actor, number: int, *, now: datetime) -> InboxMessage:
    """Try once more to apply an answer that failed. Raises NotPermittedError, NotAllowedNowError."""
    records.require(actor, "reapply", "inbox_messages")
    _put_back(number)
    apply_waiting(now, Collected())
    return db.session.get_one(InboxMessage, number)


def set_aside(actor: Actor, number: int, *, now: datetime) -> InboxMessage:
    """Deal with a failed answer by hand: it is not applied, and those after it may be."""
    records.require(actor, "reapply", "inbox_messages")
    with transaction():
        row = records.load(InboxMessage, number)
        if row.state != "failed":
            raise NotAllowedNowError("message_not_failed")
        row.state, row.applied_at = "outdated", now
    apply_waiting(now, Collected())
    return db.session.get_one(InboxMessage, number)


def _put_back(number: int) -> None:
    with transaction():
        row = records.load(InboxMessage, number)
        if row.state != "failed":
            raise NotAllowedNowError("message_not_failed")
        row.state, row.error = "waiting", ""
