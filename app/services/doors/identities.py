"""Outside identities of users: bound by themselves or by an administrator, found at the doors, taken off again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.domain.actor import Actor
from app.domain.errors import DomainError, InvalidError, NotFoundError, NotPermittedError
from app.extensions import db
from app.models import Identity, User
from app.services.base import accounts, records
from app.services.base.records import Values
from app.services.base.transaction import transaction
from app.services.doors import logins

RESOURCE = "identities"


@dataclass(frozen=True, kw_only=True)
class Key:
    """Name an outside identity: `issuer` and `subject` decide, `label` is for people."""

    kind: str
    issuer: str
    subject: str
    label: str = ""
    expires_at: datetime | None = None


def find(key: Key) -> Identity | None:
    """Return the binding of an outside identity, whoever asks."""
    return db.session.scalar(
        select(Identity).where(
            Identity.kind == key.kind, Identity.issuer == key.issuer, Identity.subject == key.subject
        )
    )


def of_user(user_id: int) -> Sequence[Identity]:
    """Return what is bound to an account."""
    return list(db.session.scalars(select(Identity).where(Identity.user_id == user_id).order_by(Identity.id)))


def bind(actor: Actor, key: Key) -> Identity:
    """Bind an outside identity that the caller has verified to the own account; DomainError `identity_taken`."""
    if actor.user_id is None or actor.is_overseas:
        raise NotPermittedError
    with transaction():
        return _bind(actor.user_id, key)


def unbind(actor: Actor, number: int) -> None:
    """Take an outside identity off the own account; raises NotFoundError."""
    with transaction():
        row = records.load(Identity, number)
        if row.user_id != actor.user_id:
            raise NotFoundError
        db.session.delete(row)


def create(actor: Actor, values: Values, *, now: datetime) -> Identity:
    """Bind an outside identity to any account, by an administrator; raises InvalidError."""
    del now
    records.require(actor, "add", RESOURCE)
    with transaction():
        user = accounts.find_by_login(logins.canonical(values["login"]))
        names = ("login", "issuer", "subject")
        records.refuse([records.error(name, "required") for name in names if not values[name]])
        if user is None or user.status == "deregistered":
            raise InvalidError([records.error("login", "no_such_user", login=values["login"])])
        if any(role.name == "overseas" for role in user.roles):
            records.refuse([records.error("login", "identity_not_for_officials")])
        key = Key(kind=values["kind"], issuer=values["issuer"], subject=values["subject"], label=values["label"])
        if find(key) is not None:
            records.refuse([records.error("subject", "identity_taken")])
        return _bind(user.id, key)


def remove(actor: Actor, number: int, *, version: int | None, now: datetime) -> None:
    """Take an outside identity off an account, by an administrator."""
    del now
    records.require(actor, "delete", RESOURCE)
    with transaction():
        db.session.delete(records.load(Identity, number, version=version))


def _bind(user_id: int, key: Key) -> Identity:
    db.session.get_one(User, user_id)
    if find(key) is not None:
        raise DomainError("identity_taken")
    row = Identity(
        user_id=user_id,
        kind=key.kind,
        issuer=key.issuer,
        subject=key.subject,
        label=key.label[:200],
        expires_at=key.expires_at,
    )
    db.session.add(row)
    return row
