"""Personal messages 提醒: who is told of which step; what somebody has not read yet."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import func, select

from app.domain.actor import Actor
from app.domain.errors import NotFoundError
from app.domain.workflow import Status
from app.extensions import db
from app.models import Application, Reminder
from app.services.base.transaction import transaction
from app.services.workflow import workflow
from app.services.workflow.workflow import Step

SHOWN = 100


def clerks(step: Step) -> Iterable[int | None]:
    """Return who made the papers and who declared them."""
    return step.application.created_by_id, step.application.submitted_by_id


def reviewer(step: Step) -> Iterable[int | None]:
    """Return who reviews the papers."""
    return (step.application.reviewer_id,)


def tell(step: Step, _before: Status) -> None:
    """Write a message to everybody whom a step concerns; commits nothing."""
    told = workflow.deed(step.action).recipients(step)
    wanted = {user_id for user_id in told if user_id is not None and user_id != step.actor.user_id}
    for user_id in sorted(wanted):
        db.session.add(
            Reminder(
                user_id=user_id,
                application=step.application,
                certificate_id=_certificate_id(step),
                action=step.action.value,
                status=step.application.status,
                number=_number(step),
                opinion=step.reason,
                actor_name=step.actor.name,
                happened_at=step.now,
            )
        )


def unread_count(actor: Actor) -> int:
    """Count what the actor has not read."""
    if actor.user_id is None:
        return 0
    statement = select(func.count(Reminder.id)).where(Reminder.user_id == actor.user_id, Reminder.read_at.is_(None))
    return db.session.scalar(statement) or 0


def latest(actor: Actor) -> Sequence[Reminder]:
    """Return the actor's last messages, the newest first."""
    return db.session.scalars(
        select(Reminder).where(Reminder.user_id == actor.user_id).order_by(Reminder.id.desc()).limit(SHOWN)
    ).all()


def open_message(actor: Actor, message_id: int, *, now: datetime) -> Reminder:
    """Mark one message of the actor as read and return it; raises NotFoundError."""
    with transaction():
        found = db.session.scalar(select(Reminder).where(Reminder.id == message_id, Reminder.user_id == actor.user_id))
        if found is None:
            raise NotFoundError
        found.read_at = found.read_at or now
    return found


def mark_all_read(actor: Actor, *, now: datetime) -> None:
    """Mark everything of the actor as read."""
    with transaction():
        unread = select(Reminder).where(Reminder.user_id == actor.user_id, Reminder.read_at.is_(None))
        for found in db.session.scalars(unread):
            found.read_at = now


def _certificate_id(step: Step) -> int | None:
    """Return the document that a step names, else the first one of the application."""
    wanted = step.details.get("certificate")
    certificates = step.application.certificates
    return wanted or (certificates[0].id if certificates else None)


def _number(step: Step) -> str:
    application: Application = step.application
    found = next((one for one in application.certificates if one.id == step.details.get("certificate")), None)
    return found.number if found else application.inspection_no
