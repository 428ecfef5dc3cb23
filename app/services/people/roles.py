"""Roles 角色: a role's data; changes count at the next request of everybody concerned."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, select

from app.domain.actor import Actor
from app.domain.document.fields import FieldError
from app.domain.errors import DomainError, NotPermittedError, StaleError
from app.domain.permissions import OWN_SIDES, PUBLIC, ROLES
from app.extensions import db
from app.models import Notice, Role, User
from app.models.user import PermissionView
from app.services.base import records
from app.services.base.records import Values
from app.services.base.transaction import transaction
from app.services.people import user_limits
from app.services.settings import operation_history

RESOURCE = "roles"


def tree() -> Mapping[str, Sequence[Role]]:
    """Return the roles by the side that they work on, ready-made ones first."""
    rows = db.session.scalars(select(Role).where(Role.name != PUBLIC).order_by(Role.id))
    found: dict[str, list[Role]] = {side: [] for side in (*OWN_SIDES, "overseas")}
    for row in rows:
        found.setdefault(row.side, []).append(row)
    return {side: roles for side, roles in found.items() if roles}


def member_counts() -> Mapping[int, int]:
    """Count the users of every role in one statement."""
    rows = db.session.execute(select(Role.id, func.count(User.id)).outerjoin(Role.user).group_by(Role.id))
    return dict(rows.tuples().all())


def titles() -> Mapping[str, str]:
    """Return the names that administrators gave to roles, by code."""
    rows = db.session.execute(select(Role.name, Role.title).where(Role.title != ""))
    return dict(rows.tuples().all())


def is_ready_made(role: Role) -> bool:
    """Tell whether a role came with the system: it is renamed and given other rights, but never deleted."""
    return role.name in ROLES


def create(actor: Actor, values: Values, *, now: datetime) -> Role:
    """Add a role without rights; raises InvalidError."""
    del now
    records.require(actor, "add", RESOURCE)
    with transaction():
        records.refuse(_wrong(actor, values, None))
        role = Role(name=_new_name(), title=values["title"], remark=values["remark"], side=values["side"])
        db.session.add(role)
    return role


def change(actor: Actor, number: int, values: Values, *, version: int | None, now: datetime) -> Role:
    """Change a role's name, side and remark; `version` is the number of its last change that the form showed.

    Raises StaleError, InvalidError; a ready-made role stays on its side.
    """
    del now
    records.require(actor, "edit", RESOURCE)
    with transaction():
        role = _load(number)
        if version is not None and version != operation_history.last_number(role):
            raise StaleError
        records.refuse(_wrong(actor, values, role))
        records.write(role, {name: values[name] for name in ("title", "remark", "side")})
    return role


def remove(actor: Actor, number: int, *, version: int | None, now: datetime) -> None:
    """Delete a role of one's own that nobody has; raises DomainError saying what keeps it."""
    del now, version
    records.require(actor, "delete", RESOURCE)
    with transaction():
        role = _load(number)
        refuse_kept(role)
        db.session.delete(role)


def refuse_kept(role: Role) -> None:
    """Raise DomainError for a role that cannot be deleted: a ready-made one, one that users or notices need."""
    if is_ready_made(role):
        raise DomainError("role_is_ready_made")
    count = member_counts().get(role.id, 0)
    if count:
        raise DomainError("role_has_users", count=count)
    for notice in db.session.scalars(select(Notice)):
        if role.name in notice.roles:
            raise DomainError("role_has_notices", title=notice.title)


def copy(actor: Actor, number: int, *, title: str) -> Role:
    """Add a role with the rights of another one, without its users."""
    records.require(actor, "add", RESOURCE)
    with transaction():
        model = _load(number)
        side = model.side if model.side in OWN_SIDES else "enterprise"
        _refuse_beyond(actor, model.permissions)
        role = Role(name=_new_name(), title=title[:60], remark=model.remark, side=side)
        role.permissions = list(model.permissions)
        db.session.add(role)
    return role


def _refuse_beyond(actor: Actor, rights: Collection[PermissionView]) -> None:
    if "platform" in user_limits.sides(actor):
        return
    if not {(row.permission.name, row.view_menu.name) for row in rights} <= actor.permissions:
        raise NotPermittedError("role_not_yours_to_give", role="")


def _load(number: int) -> Role:
    role = records.load(Role, number)
    if role.name == PUBLIC:
        raise DomainError("public_has_no_rights")
    return role


def _new_name() -> str:
    """Return a code for a role of one's own; people know it by its title, which they may change."""
    return f"role_{secrets.token_hex(4)}"


def _wrong(actor: Actor, values: Values, role: Role | None) -> Iterator[FieldError]:
    title = values["title"]
    if not title and (role is None or not is_ready_made(role)):
        yield records.error("title", "required")
    if title and records.is_taken(Role, Role.title, title, but=role.id if role else None):
        yield records.error("title", "role_title_taken", value=title)
    if role is not None and is_ready_made(role):
        if values["side"] != role.side:
            yield records.error("side", "role_keeps_side")
    elif values["side"] not in OWN_SIDES or values["side"] not in user_limits.sides(actor):
        yield records.error("side", "required")
