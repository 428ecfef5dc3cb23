"""Whom an administrator manages, and who cannot be taken away: limits on accounts that every screen shares."""

from __future__ import annotations

from sqlalchemy import func, select

from app.domain.actor import Actor
from app.domain.errors import NotAllowedNowError, NotFoundError
from app.domain.permissions import SYSTEM_ADMINISTRATOR
from app.extensions import db
from app.models import Role, User


def sides(actor: Actor) -> frozenset[str]:
    """Return the sides whose roles the actor may give and whose people he may manage."""
    if actor.is_system or SYSTEM_ADMINISTRATOR in actor.roles:
        return frozenset({"platform", "customs", "enterprise", "overseas", "nobody"})
    if actor.organisation_ids:
        return frozenset({"enterprise", "overseas"})
    return frozenset({"customs"}) if actor.customs_codes else frozenset()


def refuse_unreached(actor: Actor, user: User) -> None:
    """Raise NotFoundError for people of another organisation, NotAllowedNowError for those of a higher side."""
    if not actor.sees_all and (user.organisation_id is None or user.organisation_id != actor.organisation_id):
        raise NotFoundError
    if not {role.side for role in user.roles} <= sides(actor):
        raise NotAllowedNowError("account_of_higher_rights")


def refuse_own(actor: Actor, user: User) -> None:
    """Raise NotAllowedNowError for the actor's own account."""
    if user.id == actor.user_id:
        raise NotAllowedNowError("not_your_own_account")


def refuse_last_administrator(user: User) -> None:
    """Raise NotAllowedNowError when nobody else could administrate the system any more.

    The role's row is locked first, so that two administrators do not remove each other at the same moment.
    """
    role = db.session.scalar(select(Role).where(Role.name == SYSTEM_ADMINISTRATOR).with_for_update(of=Role))
    if role is None or role not in user.roles:
        return
    others = select(func.count(User.id)).where(
        User.roles.any(Role.id == role.id), User.status == "active", User.active.is_(True), User.id != user.id
    )
    if not db.session.scalar(others):
        raise NotAllowedNowError("last_administrator", name=user.username)
