"""Users and roles: the columns we add to FAB's own tables (a subclass would give one row two identities)."""

from __future__ import annotations

from flask_appbuilder import Model
from flask_appbuilder.security.sqla.models import PermissionView, Role, User
from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, Integer, String
from sqlalchemy.orm import relationship

from app.models.base import Json, UtcDateTime
from app.models.organisation import Organisation

__all__ = ["PermissionView", "Role", "User"]

STATUSES = ("active", "locked", "deregistered")


def _add(model: type[Model], **attributes: object) -> None:
    """Add attributes to a class of FAB's, which says nothing about them (`stubs/flask_appbuilder` does)."""
    for name, attribute in attributes.items():
        setattr(model, name, attribute)


_add(
    Role,
    title=Column(String(60), nullable=False, default="", server_default=""),
    remark=Column(String(300), nullable=False, default="", server_default=""),
    side=Column(String(12), nullable=False, default="enterprise", server_default="enterprise"),
)
_add(
    User,
    organisation_id=Column(
        Integer,
        ForeignKey("organisation.id", use_alter=True, name="fk_ab_user_organisation_id_organisation"),
        index=True,
    ),
    status=Column(String(16), nullable=False, default="active", server_default="active"),
    phone=Column(String(40)),
    locale=Column(String(16)),
    theme=Column(String(8)),
    country=Column(String(3)),
    preferences=Column(Json, nullable=False, default=dict, server_default="{}"),
    needs_password_change=Column(Boolean, nullable=False, default=False, server_default="0"),
    session_epoch=Column(Integer, nullable=False, default=0, server_default="0"),
    deregistered_at=Column(UtcDateTime),
    # how timestamps are shown to him; None is the time of China
    time_zone=Column(String(40)),
    password_set_at=Column(UtcDateTime),
)
_add(User, organisation=relationship(Organisation, foreign_keys=[User.organisation_id]))
User.__table__.append_constraint(CheckConstraint(f"status in {STATUSES}", name="status"))


def _is_active(user: User) -> bool:
    return bool(user.active) and user.status == "active"


def _session_name(user: User) -> str:
    """Name user and epoch, so that raising the epoch ends every open session of the account."""
    return f"{user.id}.{user.session_epoch}"


def _full_name(user: User) -> str:
    """Write family name first, as Chinese names are, unless both are Latin."""
    first, last = user.first_name or "", user.last_name or ""
    return f"{first} {last}".strip() if (first + last).isascii() else f"{last}{first}"


_add(
    User,
    is_active=property(_is_active),
    get_id=_session_name,
    full_name=property(_full_name),
    __repr__=_full_name,
)
