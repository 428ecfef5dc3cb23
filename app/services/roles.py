"""Roles 角色: who has them and what they open; changes count at the next request of everybody concerned."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from app.domain.actor import Actor
from app.domain.errors import DomainError, NotAllowedNowError, StaleError
from app.domain.permissions import PUBLIC, SYSTEM_ADMINISTRATOR
from app.extensions import db
from app.models import PermissionView, Role, User
from app.services import records
from app.services.transaction import transaction

RESOURCE = "roles"
#: Without these nobody could give rights back.
KEPT = frozenset({("can_list", RESOURCE), ("can_show", RESOURCE), ("can_edit", RESOURCE)})


def members(role: Role, *, limit: int = 200) -> Sequence[User]:
    """Return the users of a role, in the order of their names."""
    return list(
        db.session.scalars(select(User).where(User.roles.any(Role.id == role.id)).order_by(User.username).limit(limit))
    )


def member_count(role: Role) -> int:
    """Count the users of a role."""
    return int(db.session.scalar(select(func.count(User.id)).where(User.roles.any(Role.id == role.id))) or 0)


def member_counts() -> Mapping[int, int]:
    """Count the users of every role in one statement."""
    rows = db.session.execute(select(Role.id, func.count(User.id)).outerjoin(Role.user).group_by(Role.id))
    return dict(rows.tuples().all())


def rights() -> Sequence[PermissionView]:
    """Return every permission on every resource that can be given."""
    rows = db.session.scalars(
        select(PermissionView).options(selectinload(PermissionView.permission), selectinload(PermissionView.view_menu))
    )
    return sorted(rows, key=lambda row: (row.view_menu.name, row.permission.name))


def give_rights(actor: Actor, number: int, ids: Collection[int], *, seen: Collection[int], now: datetime) -> Role:
    """Let a role open exactly these permissions 功能分配; `seen` are those that the form showed as given."""
    del now
    records.require(actor, "edit", RESOURCE)
    with transaction():
        role = records.load(Role, number)
        if role.name == PUBLIC:
            raise DomainError("public_has_no_rights")
        if {row.id for row in role.permissions} != set(seen):
            raise StaleError
        chosen = [row for row in rights() if row.id in set(ids)]
        held = {(row.permission.name, row.view_menu.name) for row in chosen}
        if role.name == SYSTEM_ADMINISTRATOR and not held >= KEPT:
            raise DomainError("administrator_keeps_roles")
        role.permissions = chosen
    return role


def add_member(actor: Actor, number: int, login: str, *, now: datetime) -> User:
    """Give a role to a user, named by his login 分配用户; raises DomainError when there is none."""
    del now
    records.require(actor, "edit", RESOURCE)
    with transaction():
        role = records.load(Role, number)
        user = db.session.scalar(select(User).where(func.lower(User.username) == login.strip().lower()))
        if user is None:
            raise DomainError("no_such_user", login=login)
        if role.name == PUBLIC:
            raise DomainError("public_has_no_rights")
        if user.id == actor.user_id:
            raise NotAllowedNowError("not_your_own_account")
        if role not in user.roles:
            user.roles = [*user.roles, role]
    return user


def remove_member(actor: Actor, number: int, user_id: int, *, now: datetime) -> User:
    """Take a role from a user."""
    del now
    records.require(actor, "edit", RESOURCE)
    with transaction():
        role = records.load(Role, number)
        user = records.load(User, user_id)
        if user.id == actor.user_id:
            raise NotAllowedNowError("not_your_own_account")
        user.roles = [one for one in user.roles if one.id != role.id]
    return user
