"""Roles 角色管理: the tree of roles at the left; a role's data, users 分配用户 and rights 功能分配 at the right."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectField
from wtforms.validators import InputRequired

from app.domain.errors import DomainError, StaleError
from app.domain.permissions import OWN_SIDES, PUBLIC
from app.models import Role
from app.services.base.records import Values
from app.services.people import role_rights, roles
from app.services.settings import operation_history
from app.views.frame.actor import current_actor
from app.views.frame.context import Context
from app.views.frame.routes import route
from app.views.lists.actions import Actions, RowAction, read_ids
from app.views.lists.base import BIGGEST_ID, ReferenceView
from app.views.lists.choices import Choices
from app.views.lists.columns import Column
from app.views.lists.errors import MAX_SHOWN
from app.views.lists.forms import FormPage, RecordForm, text_field, told
from app.views.lists.interface import FastInterface
from app.views.lists.query import Choice, Text
from app.views.people import rights_tree
from app.views.words.columns import label_of
from app.views.words.label import Label
from app.views.words.once import once_a_request
from app.views.words.refusals import worded
from app.views.words.role_words import SIDES, role_label, side_label

PARTS = ("facts", "users", "functions")


@once_a_request
def _counts() -> Mapping[int, int]:
    return roles.member_counts()


class RoleForm(RecordForm):
    title = text_field(label_of("name"), 60, note=_l("Ready-made roles keep their own name while this is empty."))
    side = SelectField(label_of("side", "role"), [InputRequired()])
    remark = text_field(label_of("remark"), 300)


class RolesView(ReferenceView[Role]):
    route_base = "/roles"
    class_permission_name = screen = "roles"
    datamodel = FastInterface(Role, conditions=(Role.name != PUBLIC,))
    service = roles
    list_title = _l("Roles")
    new_label = _l("New role")
    empty_text = _l("Roles come with the system: run the seed command.")
    add_form = edit_form = RoleForm
    show_template = "people/role.html"
    base_sort = (Role.id,)
    columns = (
        Column(key="label", label=label_of("roles"), value=lambda row: role_label(row.name), is_link=True),
        Column(key="side", wording="role", width=14),
        Column(key="name", label=label_of("code"), kind="official", sort=Role.name, width=26),
        Column(key="members", label=_l("Number of users"), value=lambda row: _counts().get(row.id, 0), kind="number"),
        Column(
            key="origin", value=lambda row: _("comes with the system") if roles.is_ready_made(row) else _("made here")
        ),
        Column(key="remark", width=40),
    )
    query = (
        Text(name="name", label=_l("Name or code"), columns=(Role.title, Role.name, Role.remark)),
        Choice(
            wording="role",
            column=Role.side,
            choices=lambda: [(side, str(SIDES[side])) for side in (*OWN_SIDES, "overseas")],
        ),
    )
    history_labels: Mapping[str, Label] = {
        "permissions": label_of("permissions"),
        "user": label_of("user"),
        "title": label_of("name"),
        "name": label_of("code"),
    }

    @route("/")
    def list(self) -> ResponseReturnValue:
        """Show the tree with its first role, or, when something is asked for, the list of what is found."""
        first = next((role for side in roles.tree().values() for role in side), None)
        if request.args or first is None or Choices.of(current_actor(), self.screen).query:
            return super().list()
        return self.render_template(self.show_template, **self.record(first), **self.extras(first))

    def extras(self, row: Role) -> Context:
        """Return all roles for the left side, this one's users, and every right with whether it is given."""
        part = request.args.get("part", "")
        part = part if part in PARTS else "facts"
        search = request.args.get("user", "").strip()[:MAX_SHOWN]
        return {
            "heading": role_label(row.name),
            "sides": [
                (side_label(side), [(role, role_label(role.name), _counts().get(role.id, 0)) for role in found])
                for side, found in roles.tree().items()
            ],
            "member_count": role_rights.member_count(row),
            "members": role_rights.members(row, search=search) if part == "users" else [],
            "members_shown": role_rights.MEMBERS_SHOWN,
            "user_search": search,
            "given": {right.id for right in row.permissions},
            "branches": rights_tree.tree() if part == "functions" else [],
            "is_ready_made": roles.is_ready_made(row),
            "part": part,
        }

    def prepare(self, form: RecordForm, row: Role | None) -> None:
        sides = (row.side,) if row is not None and roles.is_ready_made(row) else OWN_SIDES
        form.side.choices = [(side, side_label(side)) for side in sides]
        if row is None or not roles.is_ready_made(row):
            form.title.description = ""
            form.title.flags.required = True

    def name_of(self, row: Role) -> str:
        return role_label(row.name)

    def defaults(self) -> Values:
        return {"side": "enterprise"}

    def _form(self, template: str, page: FormPage, row: Role | None) -> ResponseReturnValue:
        """Let the number of its last change stand for the version that a role has not."""
        if row is None:
            return super()._form(template, page, row)
        page.seen = page.version = operation_history.last_number(row)
        shown = self.render_template(template, view=self, row=row, page=page, form=page.form)
        return shown, page.status

    def record_actions(self, row: Role) -> Actions:
        found = super().record_actions(row)
        if self.may("add"):
            found.insert(1, RowAction(key="copy", label=_("Copy"), post=self.url("copy", pk=row.id)))
        return found

    def delete_refusal(self, row: Role) -> str:
        try:
            roles.refuse_kept(row)
        except DomainError as error:
            return worded(error)
        return ""

    @route(f"/{BIGGEST_ID}/copy", methods=["POST"], right="add")
    def copy(self, pk: int) -> ResponseReturnValue:
        """Add a role with the same rights, and open its form."""
        title = _("Copy of %(name)s", name=role_label(self.found(pk).name))
        address = self.url("show", pk=pk)
        with told():
            made = roles.copy(current_actor(), pk, title=title)
            flash(_("The role is copied with its functions, without its users. Give it a name."), "success")
            address = self.url("edit", pk=made.id)
        return redirect(address, code=303)

    @route(f"/{BIGGEST_ID}/rights", methods=["POST"], right="edit")
    def give_rights(self, pk: int) -> ResponseReturnValue:
        """Save what a role opens; it counts at the next request of its users."""
        ids = _ids("rights")
        with told():
            try:
                role_rights.give_rights(current_actor(), pk, ids, seen=_ids("seen"))
            except StaleError:
                flash(
                    _("Somebody else changed the rights of this role meanwhile. Look at them, then do it again."),
                    "danger",
                )
            else:
                flash(_("The rights are saved; they count at the next click of everybody with this role."), "success")
        return redirect(self.url("show", pk=pk, part="functions"), code=303)

    @route(f"/{BIGGEST_ID}/members", methods=["POST"], right="edit")
    def add_member(self, pk: int) -> ResponseReturnValue:
        """Give the role to a user."""
        with told():
            user = role_rights.add_member(current_actor(), pk, request.form.get("login", "")[:64])
            flash(_("%(name)s has this role now.", name=user.username), "success")
        return redirect(self.url("show", pk=pk, part="users"), code=303)

    @route(f"/{BIGGEST_ID}/members/<int(max=2147483647):user_id>/remove", methods=["POST"], right="edit")
    def remove_member(self, pk: int, user_id: int) -> ResponseReturnValue:
        """Take the role from a user."""
        with told():
            user = role_rights.remove_member(current_actor(), pk, user_id)
            flash(_("%(name)s does not have this role any more.", name=user.username), "success")
        return redirect(self.url("show", pk=pk, part="users"), code=303)


def _ids(name: str) -> Sequence[int]:
    return read_ids(request.form, name, limit=5000) if request.form.getlist(name) else []
