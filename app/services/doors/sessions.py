"""Sessions of browsers: kept on the server, on a connection of their own, ended from outside.

They never take part in the transaction of the request they belong to, so that neither commits the other's work.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, select, update

from app.domain.parameters import DECLARED, typed
from app.extensions import db
from app.models import SystemParameter, UserSession

if TYPE_CHECKING:
    from app.models import User

#: No session lives longer, however busy.
ABSOLUTE = timedelta(hours=12)
#: A visitor who has not logged in needs his session for the login form only.
ANONYMOUS = timedelta(hours=2)
#: How exactly the time of the last request is known.
TOUCH = timedelta(minutes=1)
#: How much of its hash names a session on pages.
KEY_LENGTH = 20

_TABLE = UserSession.__table__


@dataclass(frozen=True, kw_only=True)
class Visit:
    """Say whose request it is and where it comes from."""

    user_id: int | None
    address: str
    agent: str


def load(session_id: str, *, now: datetime) -> bytes | None:
    """Return what a living session holds, or None; notes at most once a minute that it was used."""
    limit = select(SystemParameter.value).where(SystemParameter.name == "session_idle_minutes").scalar_subquery()
    statement = select(
        _TABLE.c.data, _TABLE.c.user_id, _TABLE.c.opened_at, _TABLE.c.seen_at, _TABLE.c.expires_at, limit.label("idle")
    ).where(_TABLE.c.id_hash == _hash(session_id))
    with _connection(writes=False) as connection:
        row = connection.execute(statement).first()
    if row is None:
        return None
    idle = _idle(row.idle, user_id=row.user_id)
    if now >= min(row.expires_at, row.seen_at + idle, row.opened_at + ABSOLUTE):
        return None
    if now - row.seen_at >= TOUCH:
        with _connection(writes=True) as connection:
            connection.execute(
                update(_TABLE)
                .where(_TABLE.c.id_hash == _hash(session_id))
                .values(seen_at=now, expires_at=min(now + idle, row.opened_at + ABSOLUTE))
            )
    data: bytes = row.data
    return data


def open_new(session_id: str, data: bytes, visit: Visit, *, now: datetime) -> None:
    """Keep a new session, and drop those that have expired."""
    with _connection(writes=True) as connection:
        connection.execute(delete(_TABLE).where(_TABLE.c.expires_at <= now))
        stored = connection.scalar(select(SystemParameter.value).where(SystemParameter.name == "session_idle_minutes"))
        connection.execute(
            _TABLE.insert().values(
                id_hash=_hash(session_id),
                data=data,
                user_id=visit.user_id,
                address=visit.address[:64],
                agent=visit.agent[:200],
                opened_at=now,
                seen_at=now,
                expires_at=now + min(_idle(stored, user_id=visit.user_id), ABSOLUTE),
            )
        )


def keep(session_id: str, data: bytes) -> None:
    """Keep what a living session holds; one that was ended meanwhile stays dead."""
    with _connection(writes=True) as connection:
        connection.execute(update(_TABLE).where(_TABLE.c.id_hash == _hash(session_id)).values(data=data))


def end(session_id: str) -> None:
    """End one session."""
    with _connection(writes=True) as connection:
        connection.execute(delete(_TABLE).where(_TABLE.c.id_hash == _hash(session_id)))


def key_of(session_id: str) -> str:
    """Return what a session is called on pages: part of its hash, so that nobody gets a session by it."""
    return _hash(session_id)[:KEY_LENGTH]


def end_by_key(user_id: int, key: str) -> bool:
    """End the session of an account that has this key, inside the caller's transaction; False when there is none."""
    if len(key) != KEY_LENGTH or not key.isalnum():
        return False
    chosen = (UserSession.user_id == user_id, UserSession.id_hash.startswith(key, autoescape=True))
    found = db.session.scalars(select(UserSession.id_hash).where(*chosen)).all()
    db.session.execute(delete(UserSession).where(UserSession.id_hash.in_(found)))
    return bool(found)


def end_others(user_id: int, session_id: str) -> int:
    """End every session of an account but this one, inside the caller's transaction; returns how many there were."""
    others = (UserSession.user_id == user_id, UserSession.id_hash != _hash(session_id))
    found = db.session.scalars(select(UserSession.id_hash).where(*others)).all()
    db.session.execute(delete(UserSession).where(UserSession.id_hash.in_(found)))
    return len(found)


def end_all_of(user: User) -> None:
    """End every session of an account, inside the caller's transaction; cookies copied before are dead with it."""
    user.session_epoch = (user.session_epoch or 0) + 1
    db.session.execute(delete(UserSession).where(UserSession.user_id == user.id))


def delete_expired(now: datetime) -> int:
    """Remove sessions that have expired and return how many there were."""
    with _connection(writes=True) as connection:
        return connection.execute(delete(_TABLE).where(_TABLE.c.expires_at <= now)).rowcount


def _hash(session_id: str) -> str:
    """Return what stands in the table instead of the id: whoever reads the table gets no session."""
    return hashlib.sha256(session_id.encode("utf-8", "surrogatepass")).hexdigest()


def _idle(stored: str | None, *, user_id: int | None) -> timedelta:
    if user_id is None:
        return ANONYMOUS
    parameter = DECLARED["session_idle_minutes"]
    minutes = int(typed(parameter, parameter.default if stored is None else stored))
    return timedelta(minutes=max(minutes, 1))


@contextmanager
def _connection(*, writes: bool) -> Iterator[Connection]:
    with db.engine.connect() as connection:
        connection = connection.execution_options(writes=writes)  # noqa: PLW2901 SQLite's BEGIN reads it
        with connection.begin():
            yield connection
