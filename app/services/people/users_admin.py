"""User management 用户管理: what an administrator changes about an account; opening and locking stand in `users`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from sqlalchemy import select

from app.domain.actor import Actor
from app.domain.document.fields import FieldError
from app.domain.errors import NotAllowedNowError, NotPermittedError, StaleError
from app.domain.permissions import SYSTEM_ADMINISTRATOR
from app.extensions import db
from app.models import Organisation, Role, User
from app.services.base import records
from app.services.base.records import Columns, Values
from app.services.base.transaction import transaction
from app.services.people import user_limits, users

RESOURCE = "users"
MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
COLUMNS = ("first_name", "last_name", "email", "phone", "organisation_id", "country", "locale")


def create(actor: Actor, values: Values, *, now: datetime) -> tuple[User, str]:
    """Open an account and return it with its one-time password; raises InvalidError."""
    records.require(actor, "add", RESOURCE)
    records.refuse([*_wrong(actor, values, None), *users.login_errors(values["login"].lower())])
    roles, locale = frozenset(values["roles"]), values["locale"] or "zh_Hans"
    new = new_user(values, roles=roles, organisation_id=values["organisation_id"], locale=locale)
    return users.create(actor, new, now=now)


def change(actor: Actor, number: int, values: Values, *, seen: Values, now: datetime) -> User:
    """Change an account's data and roles; a change of roles counts at the user's next request.

    `seen` is the account as the form showed it: a user row has no version, so this is what a stale form is told by.
    Raises InvalidError, StaleError, NotPermittedError for roles that the actor may not give.
    """
    del now
    records.require(actor, "edit", RESOURCE)
    with transaction():
        user = records.load(User, number)
        user_limits.refuse_unreached(actor, user)
        if user.status == "deregistered":
            raise NotAllowedNowError("account_deregistered")
        if dict(seen) != state(user):
            raise StaleError
        records.refuse(_wrong(actor, values, user))
        records.write(user, columns(values, COLUMNS))
        _give_roles(actor, user, values["roles"])
    return user


def state(user: User) -> Columns:
    """Return what an administrator can change about an account, as plain data."""
    known = {name: getattr(user, name) or "" for name in COLUMNS}
    return {**known, "roles": sorted(role.name for role in user.roles)}


def new_user(values: Values, *, roles: frozenset[str], organisation_id: int | None, locale: str) -> users.NewUser:
    """Return the account that a form asks for."""
    return users.NewUser(
        login=values["login"].lower(),
        **{name: values[name] for name in ("first_name", "last_name", "email", "phone")},
        roles=roles,
        organisation_id=organisation_id,
        locale=locale,
        country=values["country"] or None,
    )


def columns(values: Values, names: Iterable[str]) -> Columns:
    """Return what a form says of an account's columns; no country is none."""
    return {name: values[name] or None if name == "country" else values[name] for name in names}


def wrong_person(values: Values, user: User | None) -> Iterator[FieldError]:
    """Yield what is wrong with name and mail address, for an account of any kind."""
    for name in ("first_name", "last_name", "email"):
        if not values[name]:
            yield records.error(name, "required")
    if values["email"] and not MAIL.fullmatch(values["email"]):
        yield records.error("email", "not_a_mail_address")
    elif values["email"] and records.is_taken(User, User.email, values["email"], but=user.id if user else None):
        yield records.error("email", "email_taken", value=values["email"])


def _give_roles(actor: Actor, user: User, names: Collection[str]) -> None:
    before = {role.name for role in user.roles}
    wanted = set(names)
    if before == wanted:
        return
    user_limits.refuse_own(actor, user)
    if SYSTEM_ADMINISTRATOR in before - wanted:
        user_limits.refuse_last_administrator(user)
    by_name = {role.name: role for role in db.session.scalars(select(Role))}
    for name in sorted(before ^ wanted):
        if name not in by_name or not users.may_give(actor, by_name[name]):
            raise NotPermittedError("role_not_yours_to_give", role=name)
    user.roles = [by_name[name] for name in sorted(wanted)]


def _wrong(actor: Actor, values: Values, user: User | None) -> Iterator[FieldError]:
    yield from wrong_person(values, user)
    if not values["roles"]:
        yield records.error("roles", "required")
    organisation = db.session.get(Organisation, values["organisation_id"]) if values["organisation_id"] else None
    if organisation is None and SYSTEM_ADMINISTRATOR not in values["roles"] and "overseas" not in values["roles"]:
        yield records.error("organisation_id", "required")
    if not actor.sees_all and values["organisation_id"] != actor.organisation_id:
        yield records.error("organisation_id", "required")
