"""Roles 角色管理: who has a role 分配用户 and what it opens 功能分配."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

from flask import flash, g, redirect, request
from flask_appbuilder import expose, has_access
from flask_appbuilder.security.decorators import permission_name
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.domain.errors import DomainError, StaleError
from app.models import Role
from app.models.base import utc_now
from app.services import roles
from app.views.actor import current_actor
from app.views.base import BIGGEST_ID, ReferenceView
from app.views.labels import ROLES as ROLE_LABELS
from app.views.lists.actions import read_ids
from app.views.lists.columns import Column
from app.views.lists.forms import tell
from app.views.lists.interface import FastInterface
from app.views.lists.query import Text
from app.views.lists.view import NO_ROUTES
from app.views.rights_words import resource_label, verb_label


def _counts() -> Mapping[int, int]:
    if "role_counts" not in g:
        g.role_counts = roles.member_counts()
    found: Mapping[int, int] = g.role_counts
    return found


class RolesView(ReferenceView):
    route_base = "/roles"
    class_permission_name = screen = "roles"
    datamodel = FastInterface(Role)
    list_title = _l("Roles")
    group_title = _l("System configuration")
    empty_text = _l("Roles come with the system: run the seed command.")
    exclude_route_methods = set(NO_ROUTES) | {"add", "edit", "delete"}
    show_template = "lists/role.html"
    base_sort = (Role.id,)
    columns = (
        Column(key="label", label=_l("Role"), value=lambda row: str(ROLE_LABELS.get(row.name, row.name)), is_link=True),
        Column(key="name", label=_l("Code"), kind="official", sort=Role.name, width=26),
        Column(key="members", label=_l("Number of users"), value=lambda row: _counts().get(row.id, 0), kind="number"),
    )
    query = (Text(name="name", label=_l("Code"), columns=(Role.name,)),)

    def extras(self, row: Any) -> dict[str, Any]:
        """Return all roles for the left side, this one's users, and every right with whether it is given."""
        given = {right.id for right in row.permissions}
        return {
            "heading": str(ROLE_LABELS.get(row.name, row.name)),
            "roles": [
                (role, str(ROLE_LABELS.get(role.name, role.name)))
                for role in self.datamodel.page([], [Role.id], offset=0, limit=200)
            ],
            "members": roles.members(row),
            "member_count": roles.member_count(row),
            "given": given,
            "rights": _grouped(),
            "part": request.args.get("part", "functions"),
        }

    @expose(f"/{BIGGEST_ID}/rights", methods=["POST"])
    @has_access
    @permission_name("edit")
    def give_rights(self, pk: int) -> Any:
        """Save what a role opens; it counts at the next request of its users."""
        ids = _ids("rights")
        try:
            roles.give_rights(current_actor(), pk, ids, seen=_ids("seen"), now=utc_now())
        except StaleError:
            flash(
                _("Somebody else changed the rights of this role meanwhile. Look at them, then do it again."), "danger"
            )
        except DomainError as error:
            self._told(error)
        else:
            flash(_("The rights are saved; they count at the next click of everybody with this role."), "success")
        return redirect(self.url("show", pk=pk), code=303)

    @expose(f"/{BIGGEST_ID}/members", methods=["POST"])
    @has_access
    @permission_name("edit")
    def add_member(self, pk: int) -> Any:
        """Give the role to a user."""
        try:
            user = roles.add_member(current_actor(), pk, request.form.get("login", "")[:64], now=utc_now())
            flash(_("%(name)s has this role now.", name=user.username), "success")
        except DomainError as error:
            self._told(error)
        return redirect(self.url("show", pk=pk, part="users"), code=303)

    @expose(f"/{BIGGEST_ID}/members/<int(max=2147483647):user_id>/remove", methods=["POST"])
    @has_access
    @permission_name("edit")
    def remove_member(self, pk: int, user_id: int) -> Any:
        """Take the role from a user."""
        try:
            user = roles.remove_member(current_actor(), pk, user_id, now=utc_now())
            flash(_("%(name)s does not have this role any more.", name=user.username), "success")
        except DomainError as error:
            self._told(error)
        return redirect(self.url("show", pk=pk, part="users"), code=303)

    @staticmethod
    def _told(error: DomainError) -> None:
        if error.status in (403, 404):
            raise error
        flash(tell(error), "danger")


def _ids(name: str) -> list[int]:
    return read_ids(request.form, name, limit=5000) if request.form.getlist(name) else []


def _grouped() -> list[tuple[str, list[tuple[int, str]]]]:
    """Return every right by screen, in words."""
    rows = groupby(roles.rights(), key=lambda row: row.view_menu.name)
    return [
        (resource_label(name), [(row.id, verb_label(row.permission.name)) for row in group]) for name, group in rows
    ]
