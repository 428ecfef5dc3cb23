"""My work: what waits for the actor, what changed lately, the month in figures; in few statements."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import Select, bindparam, func, select, union_all
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.sql import ColumnElement

from app.domain.actor import Actor
from app.domain.document import fields
from app.domain.workflow import Action, Status
from app.extensions import db
from app.models import (
    Application,
    ApplicationEvent,
    Certificate,
    FormatSync,
    InboxMessage,
    Organisation,
    OutboxMessage,
    ReviewRemark,
    User,
)
from app.services.people import registrations
from app.services.review import worklist
from app.services.statistics import standing

SHOWN = 3
CHANGES_SHOWN = 6
RECENT_TYPES = 5
#: how many of his documents tell which types a user needs
RECENT_DOCUMENTS = 200
#: where the latest changes are looked for
CHANGED_APPLICATIONS, LATEST_EVENTS = 50, 20_000
#: statuses that ask something of the enterprise, in the order of the page
ASKING = (Status.RETURNED, Status.AWAITING_CONFIRMATION, Status.DRAFT)
MONTH_ACTIONS = (Action.SUBMIT, Action.ISSUE, Action.RETURN)


@dataclass(frozen=True, kw_only=True)
class Work:
    """Hold one document that asks something: `saying` is the reviewer's last word, `missing` what a draft lacks."""

    certificate: Certificate
    saying: ApplicationEvent | None = None
    remarks: int = 0
    changes: int = 0
    missing: int = 0


@dataclass(frozen=True)
class Pile:
    """Hold one status with its number of documents and the first few of them."""

    status: Status
    count: int
    works: Sequence[Work]


@dataclass(frozen=True)
class Day:
    """Count one day of the month."""

    day: date
    declared: int
    issued: int
    returned: int


@dataclass(frozen=True)
class Month:
    """Hold the figures of the current month up to today, day by day."""

    days: Sequence[Day] = field(default_factory=tuple)

    @property
    def declared(self) -> int:
        return sum(day.declared for day in self.days)

    @property
    def issued(self) -> int:
        return sum(day.issued for day in self.days)

    @property
    def returned(self) -> int:
        return sum(day.returned for day in self.days)


def waiting_counts(actor: Actor) -> dict[str, int]:
    """Count for the menu.

    By document type what asks something of the enterprise, as "returned" all of it, as "review" what waits for customs.
    """
    if actor.organisation_ids:
        counts = standing.by_type(actor, (Status.RETURNED.value, Status.AWAITING_CONFIRMATION.value))
        return {**counts, "returned": sum(counts.values())}
    if actor.customs_codes:
        waiting = [status.value for status in worklist.WAITING]
        return {"review": _count(select(Application.id).where(Application.status.in_(waiting)))}
    return {"registrations": registrations.waiting_count(actor)}


def piles(actor: Actor) -> list[Pile]:
    """Return the actor's work by status: the enterprise's open documents, or the queue of a reviewer's offices."""
    if actor.organisation_ids:
        wanted: Sequence[Status] = ASKING
    elif actor.customs_codes:
        wanted = worklist.WAITING
    else:
        return []
    counts = standing.in_statuses(actor, [status.value for status in wanted])
    found = _first_of_each(wanted)
    works = list(_works(found))
    return [
        Pile(status, counts[status.value], [work for work in works if work.certificate.status == status])
        for status in wanted
        if counts.get(status.value)
    ]


def latest_changes(actor: Actor) -> list[ApplicationEvent]:
    """Return the last steps of the applications in the actor's scope."""
    if not (actor.organisation_ids or actor.customs_codes or actor.sees_all):
        return []
    return list(
        db.session.scalars(
            select(ApplicationEvent)
            .join(Application, ApplicationEvent.application_id == Application.id)
            .where(ApplicationEvent.action != Action.SAVE.value, _is_recent(actor))
            .order_by(ApplicationEvent.id.desc())
            .limit(CHANGES_SHOWN)
            .options(joinedload(ApplicationEvent.application).selectinload(Application.certificates))
        )
    )


def _is_recent(actor: Actor) -> ColumnElement[bool]:
    """Return the condition of the events worth looking through: an enterprise may have none among millions."""
    if actor.organisation_ids:
        changed = select(Application.id).order_by(Application.changed_at.desc(), Application.id.desc())
        return ApplicationEvent.application_id.in_(changed.limit(CHANGED_APPLICATIONS).scalar_subquery())
    last = select(func.max(ApplicationEvent.__table__.c.id)).scalar_subquery()
    return ApplicationEvent.id > last - LATEST_EVENTS


def recent_types(actor: Actor) -> list[tuple[str, str, datetime]]:
    """Return the document types that the actor used last: type code, format code, when."""
    latest = (
        select(Certificate.type_code, Certificate.format_code, Certificate.created_at)
        .where(Certificate.created_by_id == actor.user_id)
        .order_by(Certificate.id.desc())
        .limit(RECENT_DOCUMENTS)
        .subquery()
    )
    used_at = func.max(latest.c.created_at)
    rows = db.session.execute(
        select(latest.c.type_code, func.max(latest.c.format_code), used_at)
        .group_by(latest.c.type_code)
        .order_by(used_at.desc())
        .limit(RECENT_TYPES)
    )
    return [(code, format_code, used_at) for code, format_code, used_at in rows]


def month(actor: Actor, *, today: date) -> Month:
    """Count declarations, issues and returns of each day of this month in China, in the actor's scope."""
    if not (actor.organisation_ids or actor.customs_codes or actor.sees_all):
        return Month()
    first = today.replace(day=1)
    found = standing.steps(actor, first, today)
    days = [first + timedelta(days=passed) for passed in range((today - first).days + 1)]
    return Month([Day(d, *(found.get((d, action.value), 0) for action in MONTH_ACTIONS)) for d in days])


def administration(actor: Actor) -> dict[str, int]:
    """Count what waits for the system administrator: enterprises without registration number, locked accounts."""
    if not actor.sees_all:
        return {}
    unregistered = select(Organisation.id).where(
        Organisation.kind == "enterprise",
        Organisation.status == "active",
        Organisation.inspection_registration_no.is_(None),
    )
    locked = select(User.id).where(User.status == "locked")
    unsent = select(OutboxMessage.id).where(OutboxMessage.state == "failed")
    unapplied = select(InboxMessage.id).where(InboxMessage.state == "failed")
    unsynced = select(FormatSync.id).where(FormatSync.state == "failed")
    return {
        "pending": registrations.waiting_count(actor),
        "unregistered": _count(unregistered),
        "locked": _count(locked),
        "unsent": _count(unsent),
        "unapplied": _count(unapplied),
        "unsynced": _count(unsynced),
    }


def enterprise(actor: Actor) -> Organisation | None:
    """Return the actor's own organisation."""
    return db.session.get(Organisation, actor.organisation_id) if actor.organisation_id else None


def _first_of_each(wanted: Sequence[Status]) -> list[Certificate]:
    """Return the latest few certificates of every status in one statement.

    The statuses stand in the statement as text, so that PostgreSQL knows which index has them.
    """
    firsts = [
        select(Certificate.id)
        .where(Certificate.status == bindparam(None, status.value, literal_execute=True, unique=True))
        .order_by(Certificate.changed_at.desc(), Certificate.id.desc())
        .limit(SHOWN)
        .subquery()
        for status in wanted
    ]
    return list(
        db.session.scalars(
            select(Certificate)
            .where(Certificate.id.in_(union_all(*(select(first.c.id) for first in firsts))))
            .order_by(Certificate.changed_at.desc(), Certificate.id.desc())
            .options(joinedload(Certificate.application), selectinload(Certificate.format_version))
        )
    )


def _works(certificates: Sequence[Certificate]) -> Iterator[Work]:
    said = _last_words([c.application_id for c in certificates if c.status == Status.RETURNED])
    changed = _amended([c.application_id for c in certificates if c.status == Status.AWAITING_CONFIRMATION])
    remarked = _remark_counts([c.id for c in certificates if c.status == Status.RETURNED])
    for certificate in certificates:
        is_draft = certificate.status == Status.DRAFT
        yield Work(
            certificate=certificate,
            saying=said.get(certificate.application_id),
            remarks=remarked.get(certificate.id, 0),
            changes=changed.get(certificate.application_id, 0),
            missing=_missing(certificate) if is_draft else 0,
        )


def _missing(certificate: Certificate) -> int:
    """Count what stands in the way of declaring this draft."""
    found = fields.check(certificate.format_version.spec, certificate.content, by="applicant")
    return len(fields.errors_only(found))


def _last_words(application_ids: Sequence[int]) -> dict[int, ApplicationEvent]:
    """Return the last return of each application with its opinion."""
    if not application_ids:
        return {}
    events = db.session.scalars(
        select(ApplicationEvent)
        .where(ApplicationEvent.application_id.in_(application_ids), ApplicationEvent.action == Action.RETURN.value)
        .order_by(ApplicationEvent.id)
    )
    return {event.application_id: event for event in events}


def _amended(application_ids: Sequence[int]) -> dict[int, int]:
    """Count what the reviewer changed before he asked each enterprise to confirm."""
    if not application_ids:
        return {}
    events = db.session.scalars(
        select(ApplicationEvent)
        .where(
            ApplicationEvent.application_id.in_(application_ids),
            ApplicationEvent.action == Action.ASK_CONFIRMATION.value,
        )
        .order_by(ApplicationEvent.id)
    )
    return {event.application_id: len(event.details.get("changes") or ()) for event in events}


def _remark_counts(certificate_ids: Sequence[int]) -> dict[int, int]:
    if not certificate_ids:
        return {}
    rows = db.session.execute(
        select(ReviewRemark.certificate_id, func.count())
        .where(ReviewRemark.certificate_id.in_(certificate_ids), ReviewRemark.state == "returned")
        .group_by(ReviewRemark.certificate_id)
    )
    return dict(rows.tuples().all())


def _count(statement: Select[int]) -> int:
    return db.session.scalar(select(func.count()).select_from(statement.subquery())) or 0
