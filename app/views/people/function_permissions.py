"""Function permissions 功能权限: the menu as a tree; names, order and visibility of a node, and who has its rights."""

from __future__ import annotations

from collections.abc import Iterable

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import BaseView
from flask_babel import gettext as _
from wtforms import BooleanField, IntegerField
from wtforms.validators import NumberRange, Optional

from app.domain.errors import DomainError
from app.models import MenuNode
from app.services.base.records import Values
from app.services.home import menu_nodes
from app.services.people import role_rights
from app.services.settings import operation_history
from app.views.frame import menu
from app.views.frame.actor import current_actor
from app.views.frame.context import Arguments
from app.views.frame.routes import route
from app.views.lists.base import ReferenceView
from app.views.lists.forms import FormPage, RecordForm, text_field
from app.views.people import rights_tree
from app.views.people.rights_tree import Branch, Screen
from app.views.words.columns import FIELDS, label_of
from app.views.words.role_words import role_label
from app.views.words.told import HistoryEntry

DEFAULTS: Values = {"label_zh": "", "label_en": "", "position": None, "is_visible": True}


class MenuNodeForm(RecordForm):
    label_zh = text_field(label_of("label_zh"), 60)
    label_en = text_field(label_of("label_en"), 60)
    position = IntegerField(
        label_of("position", "siblings"), [Optional(), NumberRange(0, menu_nodes.MAX_POSITION)], filters=[lambda n: n]
    )
    is_visible = BooleanField(label_of("is_visible"))


class FunctionPermissionsView(BaseView):
    route_base = "/function-permissions"
    class_permission_name = "menu_nodes"
    default_view = "list"

    @route("/")
    def list(self) -> ResponseReturnValue:
        """Show the tree with its first node."""
        return self._page(rights_tree.tree()[0].code)

    @route("/<string(maxlength=80):code>", right="list")
    def show(self, code: str) -> ResponseReturnValue:
        """Show a node: its form, its handling details, its history, and which roles have its rights."""
        return self._page(code)

    @route("/<string(maxlength=80):code>/edit", methods=["POST"])
    def edit(self, code: str) -> ResponseReturnValue:
        """Save a node; it counts at the next page that anybody opens."""
        page = FormPage(MenuNodeForm())
        if not page.is_sent():
            return self._page(code, page)
        codes = _codes()
        try:
            menu_nodes.change(current_actor(), code, page.form.values(), version=page.version, codes=codes)
        except DomainError as error:
            page.refused(error)
            if error.code == "changed_meanwhile":
                page.others = _history(menu_nodes.find(code))
            return self._page(code, page)
        flash(_("The node is saved; it counts at the next page that anybody opens."), "success")
        return redirect(_address(code), code=303)

    def _page(self, code: str, page: FormPage | None = None) -> ResponseReturnValue:
        branches = rights_tree.tree()
        node = _find(branches, code)
        if node is None:
            return abort(404)
        row = menu_nodes.find(code)
        shown = page or FormPage(MenuNodeForm(data=_state(row)))
        shown.version = row.version if row is not None else None
        tab = "history" if request.args.get("tab") == "history" and page is None else "facts"
        answer = self.render_template(
            "people/function_permissions.html",
            view=self,
            branches=branches,
            node=node,
            row=row,
            page=shown,
            form=shown.form,
            tab=tab,
            address=_address,
            may_edit=current_actor().may("can_edit", menu_nodes.RESOURCE),
            handling=operation_history.handling(row) if row is not None else None,
            changes=_history(row) if tab == "history" else [],
            change_count=operation_history.count(row) if row is not None else 0,
            holders=_holders(node),
        )
        return answer, shown.status


def _address(code: str, **arguments: str) -> str:
    given: Arguments = {**arguments}
    return url_for("FunctionPermissionsView.show", code=code, **given)


def _state(row: MenuNode | None) -> Values:
    return {name: getattr(row, name) for name in DEFAULTS} if row is not None else dict(DEFAULTS)


def _codes() -> set[str]:
    groups = menu.groups()
    return {menu.group_code(group) for group in groups} | {
        menu.entry_code(entry) for group in groups for entry in group.entries
    }


def _find(branches: Iterable[Branch], code: str) -> Branch | Screen | None:
    """Return the node of this code; what no menu has is no node."""
    nodes: list[Branch | Screen] = []
    for branch in branches:
        if branch.code != rights_tree.OTHER:
            nodes += [branch, *branch.screens]
    return next((node for node in nodes if node.code == code), None)


def _history(row: MenuNode | None) -> list[HistoryEntry]:
    if row is None:
        return []
    labels = {**MenuNodeForm.labels(), "code": label_of("code")}
    return ReferenceView.teller.entries(operation_history.of_row(row), labels={**FIELDS, **labels})


def _holders(node: Branch | Screen) -> list[tuple[str, list[tuple[int, str]]]]:
    """Return the verbs of a screen, each with the roles that have it."""
    if isinstance(node, Branch):
        return []
    held = role_rights.holders([verb.number for verb in node.verbs])
    return [
        (verb.label, [(number, role_label(name)) for number, name in held.get(verb.number, [])]) for verb in node.verbs
    ]
