"""Users: open an account, give a one-time password, change it, lock, unlock, deregister."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from app.domain import passwords as rules
from app.domain.actor import Actor
from app.domain.document.fields import FieldError
from app.domain.errors import DomainError, NotAllowedNowError, NotFoundError, NotPermittedError
from app.domain.permissions import PUBLIC, SYSTEM_ADMINISTRATOR
from app.extensions import db
from app.models import Role, User
from app.services.base import records
from app.services.base.transaction import transaction
from app.services.doors import logins, passwords, sessions
from app.services.people import user_limits

#: Small letters only, so that nobody can open `Admin` beside `admin`.
LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{2,63}")


@dataclass(frozen=True, kw_only=True)
class NewUser:
    """Hold what an account is opened with."""

    login: str
    first_name: str
    last_name: str
    email: str
    roles: frozenset[str]
    organisation_id: int | None = None
    phone: str = ""
    locale: str = "zh_Hans"
    country: str | None = None


def login_errors(login: str) -> list[FieldError]:
    """Return what is wrong with the login name of a new account, at its field."""
    if not LOGIN.fullmatch(login):
        return [records.error("login", "login_invalid")]
    if records.is_taken(User, User.username, login):
        return [records.error("login", "login_taken", value=login)]
    return []


def create(
    actor: Actor, new: NewUser, *, now: datetime, password: str | None = None, resource: str = "users"
) -> tuple[User, str]:
    """Open an account and return it with its one-time password; `resource` is the screen that it is opened from.

    Raises NotPermittedError, DomainError `login_invalid`, `login_taken`, `email_taken`, `role_unknown`.
    """
    _require(actor, "can_add", resource)
    one_time = password or rules.one_time()
    digest = passwords.hashed(one_time)
    with transaction():
        _refuse_taken(new)
        user = User(
            username=new.login,
            first_name=new.first_name,
            last_name=new.last_name,
            email=new.email,
            phone=new.phone,
            locale=new.locale,
            country=new.country,
            organisation_id=new.organisation_id,
            active=True,
            status="active",
            password=digest,
            needs_password_change=password is None,
            password_set_at=now,
        )
        user.roles = _roles(actor, new.roles)
        db.session.add(user)
    return user, one_time


def change_password(user_id: int, *, current: str, new: str, repeated: str, address: str, now: datetime) -> list[str]:
    """Change one's own password; returns the codes of what is wrong, or nothing when it is changed.

    Wrong current passwords count like wrong logins. Every open session of the account ends, the caller's included.
    """
    user = _find(user_id)
    if new != repeated:
        return ["passwords_differ"]
    if new == current:
        return ["password_unchanged"]
    found = passwords.problems(new, user)
    if found:
        return found
    outcome = logins.attempt(user.username, current, address=address, now=now, door="change")
    if outcome.user is None:
        return ["login_paused" if outcome.locked_until else "current_password_wrong"]
    digest = passwords.hashed(new)
    with transaction():
        user = _find(user_id)
        user.password = digest
        user.needs_password_change = False
        user.password_set_at = now
        sessions.end_all_of(user)
    return []


def reset_password(
    actor: Actor, user_id: int, *, now: datetime, password: str | None = None, resource: str = "users"
) -> str:
    """Give an account a one-time password that must be changed at the next login, and return it; its sessions end.

    `password` is one that the administrator has chosen; the caller has asked `passwords.problems`.
    """
    _require(actor, "can_reset_password", resource)
    one_time = password or rules.one_time()
    digest = passwords.hashed(one_time)
    with transaction():
        user = _manageable(actor, user_id)
        _refuse_deregistered(user)
        user.password = digest
        user.needs_password_change = True
        user.password_set_at = now
        logins.forgive(user, now=now, door="reset")
        sessions.end_all_of(user)
    return one_time


def lock(actor: Actor, user_id: int, *, now: datetime, resource: str = "users") -> User:
    """Lock an account: it is out at once, open sessions included."""
    del now
    _require(actor, "can_lock", resource)
    with transaction():
        user = _manageable(actor, user_id)
        _refuse_deregistered(user)
        user_limits.refuse_last_administrator(user)
        user.status = "locked"
        sessions.end_all_of(user)
    return user


def unlock(actor: Actor, user_id: int, *, now: datetime, resource: str = "users") -> User:
    """Unlock an account, a pause after wrong passwords included."""
    _require(actor, "can_lock", resource)
    with transaction():
        user = _manageable(actor, user_id)
        _refuse_deregistered(user)
        user.status = "active"
        logins.forgive(user, now=now, door="unlock")
    return user


def deregister(actor: Actor, user_id: int, *, now: datetime, resource: str = "users") -> User:
    """Close an account for good: it is out at once, and its records stay."""
    _require(actor, "can_lock", resource)
    with transaction():
        user = _manageable(actor, user_id)
        _refuse_deregistered(user)
        user_limits.refuse_last_administrator(user)
        user.status = "deregistered"
        user.deregistered_at = now
        sessions.end_all_of(user)
    return user


def grantable_roles(actor: Actor) -> list[Role]:
    """Return the roles that the actor may give: more rights than his own he cannot give (design §7)."""
    roles = db.session.scalars(select(Role).where(Role.name != PUBLIC).order_by(Role.id))
    return [role for role in roles if may_give(actor, role)]


def may_give(actor: Actor, role: Role) -> bool:
    """Tell whether the actor may give or take away a role."""
    if actor.is_system or SYSTEM_ADMINISTRATOR in actor.roles:
        return True
    held = {(row.permission.name, row.view_menu.name) for row in role.permissions}
    return role.side in user_limits.sides(actor) and held <= actor.permissions


def _roles(actor: Actor, names: Iterable[str]) -> list[Role]:
    by_name = {role.name: role for role in db.session.scalars(select(Role))}
    chosen = []
    for name in sorted(names):
        if name not in by_name:
            raise DomainError("role_unknown", role=name)
        if not may_give(actor, by_name[name]):
            raise NotPermittedError("role_not_yours_to_give", role=name)
        chosen.append(by_name[name])
    return chosen


def _refuse_taken(new: NewUser) -> None:
    if not LOGIN.fullmatch(new.login):
        raise DomainError("login_invalid")
    for column, value, code in ((User.username, new.login, "login_taken"), (User.email, new.email, "email_taken")):
        if db.session.scalar(select(User.id).where(func.lower(column) == value.lower())) is not None:
            raise DomainError(code, value=value)


def _require(actor: Actor, permission: str, resource: str) -> None:
    if not actor.may(permission, resource):
        raise NotPermittedError(action=permission.removeprefix("can_"))


def _find(user_id: int) -> User:
    user = db.session.scalar(select(User).where(User.id == user_id))
    if user is None:
        raise NotFoundError
    return user


def _manageable(actor: Actor, user_id: int) -> User:
    """Return an account that the actor manages: any for the platform, else his organisation's; never his own."""
    user = _find(user_id)
    user_limits.refuse_unreached(actor, user)
    user_limits.refuse_own(actor, user)
    return user


def _refuse_deregistered(user: User) -> None:
    if user.status == "deregistered":
        raise NotAllowedNowError("account_deregistered")
