"""System parameters 系统参数."""

from __future__ import annotations

from collections.abc import Iterator

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from sqlalchemy import bindparam, case
from wtforms import Field, PasswordField, SelectField, TextAreaField
from wtforms.validators import Length

from app.domain.parameters import DECLARED, Parameter, is_secret, secret_names
from app.models import SystemParameter
from app.services.base import parameters
from app.views.frame.actor import current_actor
from app.views.frame.routes import route
from app.views.lists.actions import RowAction
from app.views.lists.base import BIGGEST_ID, ReferenceView
from app.views.lists.columns import Column
from app.views.lists.forms import FormPage, RecordForm, Storable, text_field, told
from app.views.lists.interface import FastInterface
from app.views.lists.query import Choice, WordedText
from app.views.words.code_words import parameter_value, parameter_words
from app.views.words.columns import label_of
from app.views.words.refusals import worded

#: What a declared parameter does, for those who change it.
HELP = {
    "approval_issues_at_once": _l("Whether approval issues the certificates at once."),
    "approval_needs_second_person": _l("Whether somebody else than the reviewer must approve."),
    "printed_number_prefix": _l("What stands before weights and numbers on the paper."),
    "session_idle_minutes": _l("Minutes without a click after which a session ends."),
    "service_hotline": _l("The hotline on the login page and under customer service."),
    "service_groups": _l("The contact groups under customer service, one a line."),
    "service_hours": _l("The hours of customer service."),
    "service_address": _l("The address of customer service."),
    "password_policy": _l("Whether passwords must be hard to guess, or need three kinds of characters and expire."),
    "password_days": _l("Days after which a password expires, where passwords expire."),
    "card_sha1_until": _l("The last day on which old IC cards may sign with SHA-1, such as 2027-06-30; empty: never."),
}
KINDS = {
    "yes_no": _l("yes or no"),
    "number": _l("number"),
    "text": _l("text"),
    "choice": _l("choice"),
    "secret": _l("secret"),
}
#: the value as lists search and sort by it: a secret has none
READABLE = case(
    (SystemParameter.name.in_(bindparam("secret_names", callable_=secret_names, expanding=True, unique=True)), ""),
    else_=SystemParameter.value,
)


def _readable(row: SystemParameter) -> str:
    """Return the value of a parameter in words where it is one of several; of a secret, whether there is one."""
    if is_secret(row.name):
        return _("Set") if row.value else _("Not set")
    return str(parameter_value(row.name, row.value))


def _stored(text: str) -> Iterator[str]:
    """Yield the values that a typed word stands for in the list."""
    for declared in DECLARED.values():
        yield from (value for value, word in parameter_words(declared).items() if text.casefold() in word.casefold())


def _named(text: str) -> Iterator[str]:
    """Yield the names of the parameters whose meaning holds what was typed: their names are English."""
    yield from (name for name, told in HELP.items() if text.casefold() in str(told).casefold())


class ParameterForm(RecordForm):
    name = text_field(label_of("name"), 80, is_needed=True)
    value = text_field(label_of("value"), 4000, kind=TextAreaField)
    remark = text_field(label_of("remark"), 300)


class ParametersView(ReferenceView[SystemParameter]):
    route_base = "/parameters"
    class_permission_name = screen = "parameters"
    datamodel = FastInterface(SystemParameter)
    service = parameters
    list_title = _l("System parameters")
    new_label = _l("New parameter")
    empty_text = _l("Add a parameter with “New parameter”.")
    base_sort = (SystemParameter.name,)
    add_form = edit_form = ParameterForm
    columns = (
        Column(key="name", sort=SystemParameter.name, is_link=True),
        Column(key="value", value=_readable, sort=READABLE, width=40),
        Column(key="meaning", label=_l("Meaning"), value=lambda row: HELP.get(row.name, row.remark), width=50),
        Column(key="kind", value=lambda row: _kind(row.name), width=12),
        Column(key="changed_at", sort=SystemParameter.changed_at),
    )
    query = (
        WordedText(columns=(SystemParameter.name,), stored=_named),
        WordedText(name="value", columns=(READABLE,), stored=_stored),
        Choice(
            name="origin",
            choices=lambda: [("declared", _("of the program")), ("free", _("of your own"))],
            condition=lambda value: (
                SystemParameter.name.in_(DECLARED) if value == "declared" else SystemParameter.name.not_in(DECLARED)
            ),
        ),
    )

    def prepare(self, form: RecordForm, row: SystemParameter | None) -> None:
        """Let a declared parameter keep its name, offer the values of a choice, never show a secret."""
        declared = DECLARED.get(row.name) if row is not None else None
        if row is None or declared is None:
            return
        form.name.render_kw = {"readonly": True}
        form.name.data = declared.name
        form.value.description = HELP.get(declared.name, "")
        unbound = _value_field(declared)
        if unbound is not None:
            chosen = unbound.bind(form, "value", translations=form.meta.get_translations(form))
            chosen.process(request.form if request.method == "POST" else None, self.typed_values(row)["value"])
            form._fields["value"] = chosen  # the one way to change a field of one form
            chosen.description = HELP.get(declared.name, "")
            if declared.kind == "secret":
                chosen.description = _(
                    "%(state)s. Empty leaves it as it is; “Set back” takes it away.",
                    state=_readable(row),
                )

    def record_actions(self, row: SystemParameter) -> list[RowAction]:
        found = super().record_actions(row)
        if row.name in DECLARED and self.may("edit"):
            is_default = row.value == DECLARED[row.name].default
            refusal = worded("parameter_is_default") if is_default else ""
            question = _("Set %(name)s back to its default?", name=row.name)
            found.append(self.button("set_back", row, _("Set back"), question, refusal))
        return found

    def delete_refusal(self, row: SystemParameter) -> str:
        return worded("parameter_is_declared", {"name": row.name}) if row.name in DECLARED else ""

    @route(f"/{BIGGEST_ID}/set-back", methods=["POST"], right="edit")
    def set_back(self, pk: int) -> ResponseReturnValue:
        """Give a declared parameter its default again."""
        version = FormPage.number(request.form.get("version", ""))
        with told():
            row = parameters.set_back(current_actor(), pk, version=version)
            flash(_("%(name)s has its default again.", name=row.name), "success")
        return redirect(self.url("show", pk=pk), code=303)


def _value_field(declared: Parameter) -> Field | None:
    """Return the unbound field for the value of a parameter that is no plain text, else None."""
    if words := parameter_words(declared):
        return SelectField(label_of("value"), choices=[*words.items()])
    if declared.kind == "secret":
        entry: list[Length | Storable] = [Length(max=4000), Storable()]
        return PasswordField(label_of("value"), entry, render_kw={"autocomplete": "new-password"})
    return None


def _kind(name: str) -> str:
    return str(KINDS[DECLARED[name].kind]) if name in DECLARED else ""
