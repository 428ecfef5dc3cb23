"""Accounts: who a user is and what he may do at this moment."""

from __future__ import annotations

from flask_appbuilder.security.sqla.models import Permission, ViewMenu
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from app.domain.actor import Actor
from app.domain.permissions import OVERSEAS, SYSTEM_ADMINISTRATOR
from app.extensions import db
from app.models import Organisation, PermissionView, User, scope
from app.models.user import Role

#: ids that the databases' INTEGER can hold; anything else names nobody
MAX_ID = 2**31 - 1


def bind(actor: Actor) -> None:
    """Let the database session work in this actor's scope."""
    scope.bind(db.session(), actor)


def actor_for(user: User, *, address: str = "", request_id: str = "") -> Actor:
    """Return the actor that this user is right now: roles, permissions and reach come from the database.

    The people of an organisation that is not active (registration pending, closed) reach nothing.
    """
    roles = frozenset(role.name for role in user.roles)
    sees_all = SYSTEM_ADMINISTRATOR in roles
    is_abroad = OVERSEAS in roles  # what officials see of an enterprise, `models/application.py` says
    organisation = user.organisation
    is_working = organisation is None or organisation.status == "active"
    # overseas officials will see issued documents in the portal, never the enterprise's drafts
    kind = organisation.kind if organisation and is_working and OVERSEAS not in roles else None
    return Actor(
        login=user.username,
        name=user.full_name,
        user_id=user.id,
        roles=roles,
        permissions=_permissions([role.id for role in user.roles]) if is_working or sees_all else frozenset(),
        organisation_id=user.organisation_id,
        organisation_name=organisation.name if organisation else "",
        has_registration=bool(organisation and organisation.inspection_registration_no),
        organisation_ids=frozenset({organisation.id})
        if organisation and kind == "enterprise" and not is_abroad
        else frozenset(),
        customs_codes=_offices(organisation) if organisation and kind == "customs" else frozenset(),
        country=user.country,
        sees_all=sees_all,
        address=address,
        request_id=request_id,
    )


def find(user_id: int) -> User | None:
    """Return a user by id with roles and organisation, whoever asks."""
    if not 0 < user_id <= MAX_ID:
        return None
    with_both = select(User).options(joinedload(User.roles), joinedload(User.organisation))
    found: User | None = db.session.scalars(with_both.where(User.id == user_id)).unique().first()
    return found


def find_by_login(login: str) -> User | None:
    """Return a user by his login, upper and lower case alike, whoever asks."""
    found: User | None = db.session.scalar(select(User).where(func.lower(User.username) == login.lower()))
    return found


def _permissions(role_ids: list[int]) -> frozenset[tuple[str, str]]:
    if not role_ids:
        return frozenset()
    rows = db.session.execute(
        select(Permission.name, ViewMenu.name)
        .join(PermissionView, PermissionView.permission_id == Permission.id)
        .join(ViewMenu, ViewMenu.id == PermissionView.view_menu_id)
        .join(PermissionView.role)
        .where(Role.id.in_(role_ids))
        .distinct()
    )
    return frozenset((permission, resource) for permission, resource in rows)


def _offices(organisation: Organisation) -> frozenset[str]:
    """Return the customs codes of an office and of all below it."""
    codes = db.session.scalars(
        select(Organisation.customs_code).where(
            Organisation.path.startswith(organisation.path, autoescape=True), Organisation.customs_code.is_not(None)
        )
    )
    return frozenset(code for code in codes if code)
