"""Notices in force, for whoever reads them; the administrator's side stands elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, or_, select

from app.domain.actor import Actor
from app.domain.errors import NotFoundError
from app.extensions import db
from app.models import Notice, NoticeReading, Organisation
from app.services.base.transaction import transaction


@dataclass(frozen=True)
class Reading:
    """Hold a notice and whether the actor has read it."""

    notice: Notice
    is_read: bool


def in_force(actor: Actor, *, today: date) -> list[Reading]:
    """Return today's notices for the actor's roles and organisation, unread ones first, then the newest."""
    found = list(_readings(actor, today))
    return sorted(found, key=lambda reading: (reading.is_read, -reading.notice.valid_from.toordinal()))


def mark_read(actor: Actor, notice_id: int, *, now: datetime, today: date) -> None:
    """Remember that the actor has read a notice; raises NotFoundError for one that is not for him."""
    with transaction():
        found = [reading for reading in _readings(actor, today) if reading.notice.id == notice_id]
        if not found:
            raise NotFoundError
        if not found[0].is_read:
            db.session.add(NoticeReading(notice_id=notice_id, user_id=actor.user_id, read_at=now))


def mark_all_read(actor: Actor, *, now: datetime, today: date) -> None:
    """Remember that the actor has read everything that is in force."""
    with transaction():
        for reading in _readings(actor, today):
            if not reading.is_read:
                db.session.add(NoticeReading(notice_id=reading.notice.id, user_id=actor.user_id, read_at=now))


def _readings(actor: Actor, today: date) -> Iterator[Reading]:
    rows = db.session.execute(
        select(Notice, NoticeReading.id)
        .outerjoin(NoticeReading, and_(NoticeReading.notice_id == Notice.id, NoticeReading.user_id == actor.user_id))
        .where(Notice.valid_from <= today, or_(Notice.valid_to.is_(None), Notice.valid_to >= today))
        .order_by(Notice.valid_from.desc(), Notice.id.desc())
    )
    above = _organisations_above(actor)
    for notice, reading_id in rows:
        is_for_role = not notice.roles or actor.roles.intersection(notice.roles)
        if is_for_role and (not notice.organisation_ids or above.intersection(notice.organisation_ids)):
            yield Reading(notice, reading_id is not None)


def _organisations_above(actor: Actor) -> frozenset[int]:
    """Return the actor's organisation and all above it."""
    path = db.session.scalar(select(Organisation.path).where(Organisation.id == actor.organisation_id)) or ""
    return frozenset(int(number) for number in path.split("/") if number)
