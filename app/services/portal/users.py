"""Overseas users 海外用户 (manual 5.7.1): accounts of officials abroad, opened by an enterprise or an administrator."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from app.catalogue import countries, languages
from app.domain.actor import Actor
from app.domain.document.fields import FieldError
from app.domain.errors import NotAllowedNowError, NotFoundError, StaleError
from app.domain.permissions import OVERSEAS
from app.models import User
from app.services.base import records
from app.services.base.records import Columns, Values
from app.services.base.transaction import transaction
from app.services.doors import passwords
from app.services.people import users, users_admin

RESOURCE = "overseas_users"
COLUMNS = ("first_name", "last_name", "email", "phone", "country", "locale")


def create(actor: Actor, values: Values, *, now: datetime) -> tuple[User, str]:
    """Open an account and return it with its one-time password; raises InvalidError.

    An enterprise administrator opens it for his enterprise; one that the administrator opens must have a country.
    """
    records.require(actor, "add", RESOURCE)
    owner = None if actor.sees_all else actor.organisation_id
    records.refuse([*_wrong(values, None, owner=owner), *users.login_errors(values["login"].lower())])
    new = users_admin.new_user(values, roles=frozenset({OVERSEAS}), organisation_id=owner, locale=values["locale"])
    return users.create(actor, new, now=now, resource=RESOURCE)


def change(actor: Actor, number: int, values: Values, *, seen: Values, now: datetime) -> User:
    """Change an account; a changed country counts at the official's next request.

    `seen` is the account as the form showed it. Raises InvalidError, StaleError, NotFoundError.
    """
    del now
    records.require(actor, "edit", RESOURCE)
    with transaction():
        user = _account(actor, number)
        if dict(seen) != state(user):
            raise StaleError
        records.refuse(_wrong(values, user, owner=user.organisation_id))
        records.write(user, users_admin.columns(values, COLUMNS))
    return user


def set_password(actor: Actor, number: int, *, new: str, repeated: str, now: datetime) -> User:
    """Set a password 修改密码 that the official replaces at his next login; his open sessions end."""
    records.require(actor, "reset_password", RESOURCE)
    user = _account(actor, number)
    if new != repeated:
        records.refuse([records.error("repeated", "passwords_differ")])
    records.refuse(records.error("new", code) for code in passwords.problems(new, user))
    users.reset_password(actor, number, now=now, password=new, resource=RESOURCE)
    return _account(actor, number)


def disable(actor: Actor, number: int, *, now: datetime) -> User:
    """Disable an account 停用: it is out at once."""
    _account(actor, number)
    return users.lock(actor, number, now=now, resource=RESOURCE)


def enable(actor: Actor, number: int, *, now: datetime) -> User:
    """Enable an account 启用, a pause after wrong passwords included."""
    _account(actor, number)
    return users.unlock(actor, number, now=now, resource=RESOURCE)


def remove(actor: Actor, number: int, *, now: datetime) -> User:
    """Delete an account 删除: its access ends with the next request; what it has done stays on record."""
    records.require(actor, "delete", RESOURCE)
    _account(actor, number)
    return users.deregister(actor, number, now=now, resource=RESOURCE)


def state(user: User) -> Columns:
    """Return what can be changed about an account, as plain data."""
    return {name: getattr(user, name) or "" for name in COLUMNS}


def _account(actor: Actor, number: int) -> User:
    """Return an overseas account that the actor manages; every other is not there for him."""
    user = records.load(User, number)
    if {role.name for role in user.roles} != {OVERSEAS} or user.status == "deregistered":
        raise NotFoundError
    if not actor.sees_all and (user.organisation_id is None or user.organisation_id != actor.organisation_id):
        raise NotFoundError
    if user.id == actor.user_id:
        raise NotAllowedNowError("not_your_own_account")
    return user


def _wrong(values: Values, user: User | None, *, owner: int | None) -> Iterator[FieldError]:
    yield from users_admin.wrong_person(values, user)
    if owner is None and not values["country"]:
        yield records.error("country", "country_required")
    if values["country"] and values["country"] not in countries.codes():
        yield records.error("country", "not_a_country", value=values["country"])
    if values["locale"] and values["locale"] not in languages.languages():
        yield records.error("locale", "not_a_language", value=values["locale"])
