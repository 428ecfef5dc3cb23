"""Organisations 组织机构: the tree at the left, the chosen organisation's form, users and history at the right."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask import request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy.orm import selectinload
from wtforms import IntegerField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional

from app.models import Organisation
from app.services.base.records import Values
from app.services.people import organisations
from app.services.people.organisations import Node
from app.services.settings import operation_history
from app.views.frame.actor import current_actor
from app.views.frame.context import Context
from app.views.frame.routes import route
from app.views.lists.actions import Actions, RowAction
from app.views.lists.base import ReferenceView
from app.views.lists.choices import Choices
from app.views.lists.columns import Column, chips
from app.views.lists.errors import MAX_SHOWN
from app.views.lists.forms import FormPage, RecordForm, text_field
from app.views.lists.interface import FastInterface
from app.views.lists.query import Choice, Text
from app.views.people.user_forms import read_number
from app.views.words.columns import label_of
from app.views.words.labels import ORGANISATION_KINDS as KINDS
from app.views.words.labels import ORGANISATION_STATES as STATES

COLOURS = {"pending": "warn", "active": "ok", "rejected": "bad", "closed": "mute"}


class OrganisationForm(RecordForm):
    name = text_field(label_of("name"), 150, is_needed=True)
    short_name = text_field(label_of("short_name"), 60)
    name_en = text_field(label_of("name_en"), 200)
    parent_id = SelectField(label_of("parent_id"), [Optional()], coerce=read_number)
    kind = SelectField(label_of("kind"), [InputRequired()])
    status = SelectField(label_of("state"), [InputRequired()])
    credit_code = text_field(label_of("credit_code"), 18)
    inspection_registration_no = text_field(label_of("inspection_registration_no"), 10)
    customs_code = text_field(label_of("customs_code"), 6)
    position = IntegerField(label_of("position", "siblings"), [InputRequired(), NumberRange(0, 999_999)])
    contact_name = text_field(label_of("contact_name"), 64)
    contact_phone = text_field(label_of("contact_phone"), 70, type="tel")
    post_code = text_field(label_of("post_code"), 12, inputmode="numeric")
    address = text_field(label_of("address"), 200)


#: What 高级 opens.
ADVANCED = ("post_code", "address")


class OrganisationsView(ReferenceView[Organisation]):
    route_base = "/organisations"
    class_permission_name = screen = "organisations"
    datamodel = FastInterface(Organisation, eager=(selectinload(Organisation.parent),))
    service = organisations
    list_title = _l("Organisations")
    new_label = _l("New organisation")
    empty_text = _l("Add the first one with “New organisation”.")
    base_sort = (Organisation.path,)
    add_form = edit_form = OrganisationForm
    show_template = "people/organisation.html"
    add_template = edit_template = "people/organisation_form.html"
    columns = (
        Column(key="name", sort=Organisation.name, is_link=True, width=34),
        Column(key="short_name", is_chosen=False),
        Column(key="name_en", is_chosen=False, width=34),
        Column(key="kind", value=lambda row: str(KINDS[row.kind]), sort=Organisation.kind, width=12),
        Column(
            key="parent",
            label=label_of("parent_id"),
            value=lambda row: row.parent.name if row.parent else "",
            width=24,
        ),
        Column(key="credit_code"),
        Column(key="inspection_registration_no", width=14),
        Column(key="customs_code", coding="", kind="official", sort=Organisation.customs_code, width=9),
        Column(key="contact_name", width=14),
        Column(key="contact_phone", is_chosen=False),
        Column(key="status", label=label_of("state"), sort=Organisation.status, chip=chips(COLOURS, STATES)),
    )
    facts = (
        *columns[:-1],
        Column(key="post_code"),
        Column(key="address"),
        columns[-1],
    )
    query = (
        Text(columns=(Organisation.name, Organisation.short_name, Organisation.name_en)),
        Choice(name="type", column=Organisation.kind, choices=KINDS),
        Text(
            name="number",
            label=_l("Credit code, registration no., customs code"),
            columns=(Organisation.credit_code, Organisation.inspection_registration_no, Organisation.customs_code),
            match="starts",
        ),
        Choice(name="state", key="state", column=Organisation.status, choices=STATES),
    )

    @route("/")
    def list(self) -> ResponseReturnValue:
        """Show the tree with its first organisation, or, when something is asked for, the list of what is found."""
        if request.args or Choices.of(current_actor(), self.screen).query:
            return super().list()
        roots = organisations.tree()
        if not roots:
            return super().list()
        row = self.found(roots[0].organisation.id)
        return self.render_template(self.show_template, **self.record(row), **self.extras(row))

    def record(self, row: Organisation) -> Context:
        """Show, to those who may change it, the form itself beside the tree (manual 5.2.4)."""
        shown = super().record(row)
        shown["actions"] = [action for action in shown["actions"] if action.key != "edit"]
        if self.may("edit") and request.method == "GET":
            form = self.edit_form(data=self.typed_values(row))
            self.prepare(form, row)
            page = FormPage(form)
            page.version, page.seen = row.version, operation_history.last_number(row)
            shown |= {"form": form, "form_page": page}
        return shown

    def extras(self, row: Organisation) -> Context:
        """Return the tree around an organisation, opened down to it and to what the search finds."""
        roots = organisations.tree()
        search = request.args.get("find", "").strip()[:MAX_SHOWN]
        opened = {int(number) for number in row.path.split("/") if number.isdigit()}
        found = _matching(roots, search.lower()) if search else {}
        return {
            "roots": roots,
            "find": search,
            "found": [number for number, is_hit in found.items() if is_hit],
            "opened": opened | {number for number, is_hit in found.items()} | {root.organisation.id for root in roots},
            "advanced": ADVANCED,
        }

    def record_actions(self, row: Organisation) -> Actions:
        found = super().record_actions(row)
        if self.may("add"):
            found.insert(0, RowAction(key="below", label=_("Add below"), url=self.url("add", parent=row.id)))
        return found

    def defaults(self) -> Values:
        return {
            "parent_id": read_number(request.args.get("parent"))
            or next((one.id for one in organisations.parents(None)), None),
            "kind": "enterprise",
            "status": "active",
            "position": 0,
        }

    def prepare(self, form: RecordForm, row: Organisation | None) -> None:
        possible = organisations.parents(row)
        form.parent_id.choices = [(None, _("None"))] + [
            (one.id, "　" * (one.path.count("/") - 1) + one.name) for one in possible
        ]
        form.kind.choices = [(value, str(label)) for value, label in KINDS.items()]
        form.status.choices = [(value, str(label)) for value, label in STATES.items()]

    def _form(self, template: str, page: FormPage, row: Organisation | None) -> ResponseReturnValue:
        if row is None:
            shown = self.render_template(
                template,
                view=self,
                row=None,
                page=page,
                form=page.form,
                advanced=ADVANCED,
                roots=organisations.tree(),
                opened=set(),
                found=[],
                find="",
            )
            return shown, page.status
        return super()._form(template, page, row)


def _matching(nodes: Iterable[Node], text: str, found: dict[int, bool] | None = None) -> Mapping[int, bool]:
    """Return the organisations whose name holds a text (True) and those on the way to them (False)."""
    found = {} if found is None else found

    def visit(node: Node) -> bool:
        one = node.organisation
        is_hit = (
            text
            in f"{one.name} {one.short_name} {one.name_en} {one.customs_code or ''} {one.credit_code or ''}".lower()
        )
        below = [visit(child) for child in node.children]
        is_above = any(below)
        if is_hit or is_above:
            found[one.id] = is_hit
        return is_hit or is_above

    for node in nodes:
        visit(node)
    return found
