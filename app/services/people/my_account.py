"""My account 我的账户: profile, how things are shown, open sessions, the history of logins."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.domain import time_zones
from app.domain.actor import Actor
from app.domain.document.fields import FieldError
from app.domain.errors import NotFoundError
from app.extensions import db
from app.models import LoginAttempt, User, UserSession
from app.services.base import preferences, records
from app.services.base.records import Values
from app.services.base.transaction import transaction
from app.services.doors import sessions
from app.services.people import users_admin

PROFILE = ("last_name", "first_name", "email", "phone")
MAX_SHOWN = 50


@dataclass(frozen=True, kw_only=True)
class OpenSession:
    """Hold one session of the user; `key` names it to end it and says nothing about its cookie."""

    key: str
    address: str
    agent: str
    opened_at: datetime
    seen_at: datetime
    is_this: bool


def mine(actor: Actor) -> User:
    """Return the actor's own account; raises NotFoundError for whoever has none."""
    user = db.session.get(User, actor.user_id) if actor.user_id else None
    if user is None:
        raise NotFoundError
    return user


def change(actor: Actor, values: Values) -> User:
    """Change the own profile, language, theme and time zone; raises InvalidError."""
    with transaction():
        user = mine(actor)
        records.refuse(_wrong(values, user))
        records.write(user, {name: values[name] for name in (*PROFILE, "locale", "theme")})
        records.write(user, {"time_zone": values["time_zone"] or None})
    return user


def open_sessions(actor: Actor, *, this: str, now: datetime) -> Sequence[OpenSession]:
    """Return the living sessions of the account, the last used first; `this` is the id of the browser's own one."""
    rows = db.session.scalars(
        select(UserSession)
        .where(UserSession.user_id == actor.user_id, UserSession.expires_at > now)
        .order_by(UserSession.seen_at.desc())
        .limit(MAX_SHOWN)
    )
    own = sessions.key_of(this)
    return [
        OpenSession(
            key=row.id_hash[: sessions.KEY_LENGTH],
            address=row.address,
            agent=row.agent,
            opened_at=row.opened_at,
            seen_at=row.seen_at,
            is_this=row.id_hash.startswith(own),
        )
        for row in rows
    ]


def end_session(actor: Actor, key: str) -> None:
    """End one session of the own account; raises NotFoundError when there is none of this key."""
    with transaction():
        if actor.user_id is None or not sessions.end_by_key(actor.user_id, key):
            raise NotFoundError


def end_other_sessions(actor: Actor, *, this: str) -> int:
    """End all sessions of the own account but this one, and return how many there were."""
    with transaction():
        return sessions.end_others(actor.user_id, this) if actor.user_id is not None else 0


def logins(actor: Actor) -> Sequence[LoginAttempt]:
    """Return the last attempts to log in to the own account, failures included, the newest first."""
    user = mine(actor)
    statement = (
        select(LoginAttempt)
        .where(LoginAttempt.login == user.username.lower())
        .order_by(LoginAttempt.id.desc())
        .limit(MAX_SHOWN)
    )
    return list(db.session.scalars(statement))


def _wrong(values: Values, user: User) -> Iterator[FieldError]:
    for name in ("last_name", "first_name", "email"):
        if not values[name]:
            yield records.error(name, "required")
    if values["email"] and not users_admin.MAIL.fullmatch(values["email"]):
        yield records.error("email", "not_a_mail_address")
    elif values["email"] and records.is_taken(User, User.email, values["email"], but=user.id):
        yield records.error("email", "email_taken", value=values["email"])
    if values["theme"] not in preferences.THEMES:
        yield records.error("theme", "not_an_option", value=values["theme"])
    if values["time_zone"] and values["time_zone"] not in time_zones.OFFERED:
        yield records.error("time_zone", "not_an_option", value=values["time_zone"])
