"""Refreshing 刷新 an application: customs is asked now whether it has decided, and what it says is carried out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.domain.actor import SYSTEM, Actor
from app.extensions import db
from app.gateways import gateways
from app.gateways.customs import Exchange
from app.models import Application, InboxMessage, OutboxMessage
from app.services.applications import applications
from app.services.base import accounts
from app.services.exchange import inbox, outbox


@dataclass(frozen=True, kw_only=True)
class Refreshed:
    """Hold what asking about one application came to.

    is_told       customs has been sent something about it
    is_delivered  everything that it was sent has arrived there
    applied       how many answers were carried out just now
    open_answers  states of the answers that are not dealt with
    problem       why customs could not be asked
    """

    application: Application
    is_told: bool = True
    is_delivered: bool = True
    applied: int = 0
    open_answers: frozenset[str] = frozenset()
    problem: str = ""


def refresh(actor: Actor, application_id: int, *, now: datetime) -> Refreshed:
    """Ask customs for its answers to one application; the desk has none that are not here. Raises NotFoundError."""
    application = applications.find(application_id)
    if not isinstance(gateways().customs, Exchange):
        return Refreshed(application=application)
    subject = outbox.application_subject(application.id)
    db.session.rollback()  # nothing is locked while the network is asked
    accounts.bind(SYSTEM)  # what customs says is carried out in its name, not in that of the one who asks
    try:
        done = inbox.collect(now, subject=subject)
    finally:
        accounts.bind(actor)
    sent = db.session.scalars(select(OutboxMessage.state).where(OutboxMessage.subject == subject)).all()
    received = db.session.scalars(
        select(InboxMessage.state).where(InboxMessage.subject == subject, InboxMessage.state.in_(("waiting", "failed")))
    )
    return Refreshed(
        application=applications.find(application_id),
        is_told=bool(sent),
        is_delivered=all(state == "delivered" for state in sent),
        applied=done.applied,
        open_answers=frozenset(received),
        problem="" if done.is_reached else done.problem,
    )
