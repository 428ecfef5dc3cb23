"""Users and roles: the columns we add to FAB's own tables (a subclass would give one row two identities)."""

from __future__ import annotations

from typing import Any

from flask_appbuilder.security.sqla.models import PermissionView, Role, User
from sqlalchemy import Boolean, CheckConstraint, Column, ForeignKey, Integer, String
from sqlalchemy.orm import relationship

from app.models.base import Json, UtcDateTime
from app.models.organisation import Organisation

__all__ = ["PermissionView", "Role", "User"]

STATUSES = ("active", "locked", "deregistered")

Role.title = Column(String(60), nullable=False, default="", server_default="")
Role.remark = Column(String(300), nullable=False, default="", server_default="")
Role.side = Column(String(12), nullable=False, default="enterprise", server_default="enterprise")

User.organisation_id = Column(
    Integer,
    ForeignKey("organisation.id", use_alter=True, name="fk_ab_user_organisation_id_organisation"),
    index=True,
)
User.organisation = relationship(Organisation, foreign_keys=[User.organisation_id])
User.status = Column(String(16), nullable=False, default="active", server_default="active")
User.phone = Column(String(40))
User.locale = Column(String(16))
User.theme = Column(String(8))
User.country = Column(String(3))
User.preferences = Column(Json, nullable=False, default=dict, server_default="{}")
User.needs_password_change = Column(Boolean, nullable=False, default=False, server_default="0")
User.session_epoch = Column(Integer, nullable=False, default=0, server_default="0")
User.deregistered_at = Column(UtcDateTime)
#: how timestamps are shown to him; None is the time of China
User.time_zone = Column(String(40))
User.password_set_at = Column(UtcDateTime)
User.__table__.append_constraint(CheckConstraint(f"status in {STATUSES}", name="status"))


def _is_active(user: Any) -> bool:
    return bool(user.active) and user.status == "active"


def _session_name(user: Any) -> str:
    """Name user and epoch, so that raising the epoch ends every open session of the account."""
    return f"{user.id}.{user.session_epoch}"


def _full_name(user: Any) -> str:
    """Write family name first, as Chinese names are, unless both are Latin."""
    first, last = user.first_name or "", user.last_name or ""
    return f"{first} {last}".strip() if (first + last).isascii() else f"{last}{first}"


User.is_active = property(_is_active)
User.get_id = _session_name
User.full_name = property(_full_name)
User.__repr__ = lambda user: user.full_name
