# What we use of flask_appbuilder.security.sqla.models: users and roles, with the columns that app/models/user.py adds.
from datetime import datetime

from flask_appbuilder.models.sqla import Model
from sqlalchemy.orm import Mapped

from app.domain.json_values import JsonObject
from app.models.organisation import Organisation

class Permission(Model):
    id: Mapped[int]
    name: Mapped[str]

class ViewMenu(Model):
    id: Mapped[int]
    name: Mapped[str]

class PermissionView(Model):
    id: Mapped[int]
    permission_id: Mapped[int]
    permission: Mapped[Permission]
    view_menu_id: Mapped[int]
    view_menu: Mapped[ViewMenu]
    role: Mapped[list[Role]]

class Role(Model):
    id: Mapped[int]
    name: Mapped[str]
    permissions: Mapped[list[PermissionView]]
    user: Mapped[list[User]]
    title: Mapped[str]
    remark: Mapped[str]
    side: Mapped[str]

class User(Model):
    id: Mapped[int]
    first_name: Mapped[str]
    last_name: Mapped[str]
    username: Mapped[str]
    password: Mapped[str | None]
    active: Mapped[bool | None]
    email: Mapped[str]
    last_login: Mapped[datetime | None]
    login_count: Mapped[int | None]
    fail_login_count: Mapped[int | None]
    created_on: Mapped[datetime | None]
    changed_on: Mapped[datetime | None]
    created_by_fk: Mapped[int | None]
    changed_by_fk: Mapped[int | None]
    created_by: Mapped[User | None]
    changed_by: Mapped[User | None]
    roles: Mapped[list[Role]]
    organisation_id: Mapped[int | None]
    organisation: Mapped[Organisation | None]
    status: Mapped[str]
    phone: Mapped[str | None]
    locale: Mapped[str | None]
    theme: Mapped[str | None]
    country: Mapped[str | None]
    preferences: Mapped[JsonObject]
    needs_password_change: Mapped[bool]
    session_epoch: Mapped[int]
    deregistered_at: Mapped[datetime | None]
    time_zone: Mapped[str | None]
    password_set_at: Mapped[datetime | None]

    @property
    def is_authenticated(self) -> bool: ...
    @property
    def is_anonymous(self) -> bool: ...
    @property
    def is_active(self) -> bool: ...
    @property
    def full_name(self) -> str: ...
    def get_id(self) -> str: ...
