"""Rights and users of a role: what it opens 功能分配 and who has it 分配用户."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import func, or_, select
from sqlalchemy.orm import selectinload

from app.domain.actor import Actor
from app.domain.errors import DomainError, NotPermittedError, StaleError
from app.domain.permissions import PUBLIC, SYSTEM_ADMINISTRATOR
from app.extensions import db
from app.models import PermissionView, Role, User
from app.services.base import records
from app.services.base.transaction import transaction
from app.services.people import user_limits, users

RESOURCE = "roles"
#: Without these nobody could give rights back.
KEPT = frozenset({("can_list", RESOURCE), ("can_show", RESOURCE), ("can_edit", RESOURCE)})
MEMBERS_SHOWN = 200


def members(role: Role, *, search: str = "", limit: int = MEMBERS_SHOWN) -> Sequence[User]:
    """Return the users of a role whose login or name has a text, in the order of their logins."""
    statement = select(User).where(User.roles.any(Role.id == role.id)).options(selectinload(User.organisation))
    if search:
        columns = (User.username, User.last_name, User.first_name)
        statement = statement.where(or_(*(column.icontains(search, autoescape=True) for column in columns)))
    return list(db.session.scalars(statement.order_by(User.username).limit(limit)))


def member_count(role: Role) -> int:
    """Count the users of a role."""
    return int(db.session.scalar(select(func.count(User.id)).where(User.roles.any(Role.id == role.id))) or 0)


def rights() -> Sequence[PermissionView]:
    """Return every permission on every resource that can be given."""
    rows = db.session.scalars(
        select(PermissionView).options(selectinload(PermissionView.permission), selectinload(PermissionView.view_menu))
    )
    return sorted(rows, key=lambda row: (row.view_menu.name, row.permission.name))


def holders(ids: Collection[int]) -> Mapping[int, Sequence[tuple[int, str]]]:
    """Return the roles (number, code) that have each of these permissions."""
    found: dict[int, list[tuple[int, str]]] = {}
    rows = db.session.execute(
        select(PermissionView.id, Role.id, Role.name)
        .join(PermissionView.role)
        .where(PermissionView.id.in_(list(ids)))
        .order_by(Role.id)
    )
    for right, number, name in rows:
        found.setdefault(right, []).append((number, name))
    return found


def give_rights(actor: Actor, number: int, ids: Collection[int], *, seen: Collection[int]) -> Role:
    """Let a role open exactly these permissions 功能分配; `seen` are those that the form showed as given."""
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


def add_member(actor: Actor, number: int, login: str) -> User:
    """Give a role to a user, named by his login 分配用户; raises DomainError when there is none."""
    records.require(actor, "edit", RESOURCE)
    with transaction():
        role = _givable(actor, number)
        user = db.session.scalar(select(User).where(func.lower(User.username) == login.strip().lower()))
        if user is None or user.status == "deregistered":
            raise DomainError("no_such_user", login=login)
        user_limits.refuse_unreached(actor, user)
        user_limits.refuse_own(actor, user)
        if role not in user.roles:
            user.roles = [*user.roles, role]
    return user


def remove_member(actor: Actor, number: int, user_id: int) -> User:
    """Take a role from a user; the last administrator keeps his."""
    records.require(actor, "edit", RESOURCE)
    with transaction():
        role = _givable(actor, number)
        user = records.load(User, user_id)
        user_limits.refuse_unreached(actor, user)
        user_limits.refuse_own(actor, user)
        if role.name == SYSTEM_ADMINISTRATOR:
            user_limits.refuse_last_administrator(user)
        user.roles = [one for one in user.roles if one.id != role.id]
    return user


def _givable(actor: Actor, number: int) -> Role:
    role = records.load(Role, number)
    if role.name == PUBLIC:
        raise DomainError("public_has_no_rights")
    if not users.may_give(actor, role):
        raise NotPermittedError("role_not_yours_to_give", role=role.name)
    return role
