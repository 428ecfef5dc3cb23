"""Accounts: who a user is and what he may do at this moment."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from app.domain.actor import Actor
from app.domain.permissions import SYSTEM_ADMINISTRATOR
from app.extensions import db
from app.models import Organisation, PermissionView, User, scope
from app.models.user import Role

SUBTREE_KINDS = ("customs",)


def bind(actor: Actor) -> None:
    """Let the database session work in this actor's scope."""
    scope.bind(db.session(), actor)


def actor_for(user: Any, *, address: str = "", request_id: str = "") -> Actor:
    """Return the actor that this user is right now: roles, permissions and reach come from the database."""
    roles = frozenset(role.name for role in user.roles)
    organisation = user.organisation
    kind = organisation.kind if organisation else None
    return Actor(
        login=user.username,
        name=user.full_name,
        user_id=user.id,
        roles=roles,
        permissions=_permissions([role.id for role in user.roles]),
        organisation_id=user.organisation_id,
        organisation_name=organisation.name if organisation else "",
        organisation_ids=frozenset({organisation.id}) if kind == "enterprise" else frozenset(),
        customs_codes=_offices(organisation) if kind == "customs" else frozenset(),
        country=user.country,
        sees_all=SYSTEM_ADMINISTRATOR in roles,
        address=address,
        request_id=request_id,
    )


def find(user_id: int) -> User | None:
    """Return a user by id, whoever asks."""
    user: User | None = db.session.get(User, user_id)
    return user


def _permissions(role_ids: list[int]) -> frozenset[tuple[str, str]]:
    if not role_ids:
        return frozenset()
    rows = db.session.scalars(
        select(PermissionView).join(PermissionView.role).where(Role.id.in_(role_ids))  # type: ignore[attr-defined]
    ).unique()
    return frozenset((row.permission.name, row.view_menu.name) for row in rows)


def _offices(organisation: Organisation) -> frozenset[str]:
    """Return the customs codes of an office and of all below it."""
    codes = db.session.scalars(
        select(Organisation.customs_code).where(
            Organisation.path.startswith(organisation.path, autoescape=True), Organisation.customs_code.is_not(None)
        )
    )
    return frozenset(code for code in codes if code)
