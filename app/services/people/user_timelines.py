"""Timeline 时间轴 of a user: logins, failures, resets, locks, roles, and what he and others changed, in time order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Select, func, literal, select, union_all
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql import ColumnElement

from app.domain.actor import Actor
from app.extensions import db
from app.models import LoginAttempt, OperationRecord, User
from app.services.base import records
from app.services.people import user_limits

RESOURCE = "users"
PAGE = 50
#: nobody pages further back than this; the operation history is searched instead
MAX_PAGES = 200
#: rows that follow by themselves from a change that the timeline shows anyway
FOLLOWING = ("application_event", "outbox_message")
Kind = Literal["login", "account", "work"]
KINDS: tuple[Kind, ...] = ("login", "account", "work")


@dataclass(frozen=True, kw_only=True)
class Event:
    """Hold one event: an attempt at a door, a change of the account, or a change that the user made elsewhere."""

    kind: Kind
    happened_at: datetime
    attempt: LoginAttempt | None = None
    record: OperationRecord | None = None


@dataclass(frozen=True)
class Timeline:
    """Hold one page of a timeline, the newest first."""

    events: Sequence[Event]
    page: int
    pages: int
    counts: dict[str, int]


def of(actor: Actor, user: User, *, kind: str = "", page: int = 1) -> Timeline:
    """Return a page of a user's timeline; `kind` shows one kind of events only.

    Raises NotFoundError for people of another organisation, NotPermittedError.
    """
    records.require(actor, "show", RESOURCE)
    user_limits.refuse_unreached(actor, user)
    sources = {name: statement for name, statement in _sources(user, actor).items() if kind in ("", name)}
    counts = {name: _count(statement) for name, statement in sources.items()}
    pages = max(1, min(MAX_PAGES, -(-sum(counts.values()) // PAGE)))
    shown = min(max(1, page), pages)
    merged = union_all(*sources.values()).subquery()
    rows = db.session.execute(
        select(merged.c.kind, merged.c.number)
        .order_by(merged.c.happened_at.desc(), merged.c.kind, merged.c.number.desc())
        .offset((shown - 1) * PAGE)
        .limit(PAGE)
    ).all()
    return Timeline(_loaded([(name, number) for name, number in rows]), shown, pages, counts)


def _sources(user: User, actor: Actor) -> dict[str, Select[str, int, datetime]]:
    """Return (kind, number, moment) of every event, by kind; what the actor may not see stays out."""
    of_account = (OperationRecord.table_name == User.__tablename__, OperationRecord.row_id == str(user.id))
    in_sight = OperationRecord.visible_to(actor)
    return {
        "login": _source("login", LoginAttempt, LoginAttempt.tried_at, LoginAttempt.login == user.username.lower()),
        "account": _source("account", OperationRecord, OperationRecord.happened_at, *of_account, in_sight),
        "work": _source(
            "work",
            OperationRecord,
            OperationRecord.happened_at,
            OperationRecord.user_id == user.id,
            ~((of_account[0]) & (of_account[1])),
            OperationRecord.table_name.not_in(FOLLOWING),
            in_sight,
        ),
    }


def _source(
    kind: Kind,
    model: type[LoginAttempt | OperationRecord],
    moment: InstrumentedAttribute[datetime],
    *conditions: ColumnElement[bool],
) -> Select[str, int, datetime]:
    return select(literal(kind).label("kind"), model.id.label("number"), moment.label("happened_at")).where(*conditions)


def _count(statement: Select[str, int, datetime]) -> int:
    capped = statement.limit(MAX_PAGES * PAGE).subquery()
    return int(db.session.scalar(select(func.count()).select_from(capped)) or 0)


def _loaded(found: Sequence[tuple[Kind, int]]) -> list[Event]:
    tried = {number for kind, number in found if kind == "login"}
    written = {number for kind, number in found if kind != "login"}
    attempts = {row.id: row for row in db.session.scalars(select(LoginAttempt).where(LoginAttempt.id.in_(tried)))}
    rows = db.session.scalars(select(OperationRecord).where(OperationRecord.id.in_(written)))
    changes = {row.id: row for row in rows}
    events = []
    for kind, number in found:
        if kind == "login" and number in attempts:
            events.append(Event(kind=kind, happened_at=attempts[number].tried_at, attempt=attempts[number]))
        elif kind != "login" and number in changes:
            events.append(Event(kind=kind, happened_at=changes[number].happened_at, record=changes[number]))
    return events
