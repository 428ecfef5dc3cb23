"""The two base views: reference records with full CRUD, and documents whose forms and buttons are the workflow's."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import ClassVar, Protocol, TypeVar

from flask import abort, flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from app.domain.actor import Actor
from app.domain.errors import DomainError, StaleError
from app.models.base import utc_now
from app.services.base.records import Values
from app.services.settings import operation_history
from app.views.frame.actor import current_actor
from app.views.frame.context import Context
from app.views.frame.routes import route
from app.views.lists.actions import Offer, RowAction, offer
from app.views.lists.columns import Column
from app.views.lists.forms import FormPage, RecordForm, told
from app.views.lists.interface import Row
from app.views.lists.view import NO_ROUTES, ListView
from app.views.words.columns import FIELDS
from app.views.words.label import Label
from app.views.words.told import HistoryEntry, Teller

BIGGEST_ID = "<int(max=2147483647):pk>"

Made_co = TypeVar("Made_co", covariant=True)


class Service(Protocol[Made_co]):
    """A module that adds, changes and removes the records of one screen."""

    def create(self, actor: Actor, values: Values, *, now: datetime) -> Made_co:
        """Add a record."""
        ...

    def change(self, actor: Actor, number: int, values: Values, *, version: int | None, now: datetime) -> Made_co:
        """Change a record that still has this version."""
        ...

    def remove(self, actor: Actor, number: int, *, version: int | None, now: datetime) -> None:
        """Remove a record that still has this version."""


class ReferenceView(ListView[Row]):
    """Add, show, change and delete reference records through their service, with history and optimistic lock.

    service   a module with create(actor, values, now=), change(actor, number, values, version=, now=) and
              remove(actor, number, version=, now=); views without forms leave the routes out
    facts     what the page of a record shows (default: every column of the list)
    """

    service: Service[Row]
    add_form: type[RecordForm] = RecordForm
    edit_form: type[RecordForm] = RecordForm
    facts: Sequence[Column] = ()
    history_labels: Mapping[str, Label] = {}
    show_template = "lists/show.html"
    #: who tells the history; handed in by `views/screens.py`
    teller: ClassVar[Teller]
    add_template = "lists/form.html"
    edit_template = "lists/form.html"

    @route(f"/{BIGGEST_ID}")
    def show(self, pk: int) -> ResponseReturnValue:
        """Show a record, its handling details 经办详细 and, as a second tab, its operation history 操作历史."""
        row = self.found(pk)
        return self.render_template(self.show_template, **self.record(row), **self.extras(row))

    @route("/new", methods=["GET", "POST"])
    def add(self) -> ResponseReturnValue:
        """Add a record; what is refused stays in the form."""
        form = self.add_form(data=self.defaults() if request.method == "GET" else None)
        self.prepare(form, None)
        page = FormPage(form)
        if page.is_sent():
            try:
                row = self.service.create(current_actor(), self.values(form), now=utc_now())
            except DomainError as error:
                page.refused(error)
            else:
                flash(_("%(name)s is added.", name=self.name_of(row)), "success")
                return self.after_add(row)
        return self._form(self.add_template, page, None)

    @route(f"/{BIGGEST_ID}/edit", methods=["GET", "POST"])
    def edit(self, pk: int) -> ResponseReturnValue:
        """Change a record; on an old version show what the other changed and keep what was typed."""
        row = self.found(pk)
        form = self.edit_form(data=self.typed_values(row) if request.method == "GET" else None)
        self.prepare(form, row)
        page = FormPage(form)
        if page.is_sent():
            try:
                version = page.version
                row = self.service.change(current_actor(), pk, self.values(form), version=version, now=utc_now())
            except StaleError as error:
                row = self.found(pk)
                page.refused(error)
                page.others = self.history(row, after=page.seen)
            except DomainError as error:
                page.refused(error)
                row = self.found(pk)
            else:
                flash(_("%(name)s is saved.", name=self.name_of(row)), "success")
                return self.after_edit(row)
        return self._form(self.edit_template, page, row)

    @route(f"/{BIGGEST_ID}/delete", methods=["POST"])
    def delete(self, pk: int) -> Response:
        """Delete a record; one in use stays, and the page says where it is used."""
        name = self.name_of(self.found(pk))
        address = self.url("show", pk=pk)
        with told():
            version = FormPage.number(request.form.get("version", ""))
            self.service.remove(current_actor(), pk, version=version, now=utc_now())
            flash(_("%(name)s is deleted.", name=name), "success")
            address = self.url("list")
        return _see(address)

    def record(self, row: Row) -> Context:
        """Return what the page of a record shows."""
        tab = "history" if request.args.get("tab") == "history" else "facts"
        return {
            "view": self,
            "row": row,
            "tab": tab,
            "facts": self.facts or self.columns,
            "handling": operation_history.handling(row),
            "changes": self.history(row) if tab == "history" else [],
            "change_count": operation_history.count(row),
            "actions": self.record_actions(row),
        }

    def extras(self, row: Row) -> Context:
        """Return what the page of one view's record shows besides."""
        del row
        return {}

    def found(self, pk: int) -> Row:
        """Return the record, or answer 404."""
        row = self.datamodel.one(pk)
        return row if row is not None else abort(404)

    def name_of(self, row: Row) -> str:
        """Return what people call a record."""
        return str(row)

    def defaults(self) -> Values:
        """Return what an empty form begins with."""
        return {}

    def prepare(self, form: RecordForm, row: Row | None) -> None:
        """Fill in the choices of a form and what depends on the record."""

    def values(self, form: RecordForm) -> Values:
        """Return what was typed, for the service."""
        return form.values()

    def typed_values(self, row: Row) -> Values:
        """Return the record as its form shows it."""
        return {name: getattr(row, name) for name in self.edit_form.names() if hasattr(row, name)}

    def after_add(self, row: Row) -> Response:
        return _see(self.url("show", pk=row.id))

    def after_edit(self, row: Row) -> Response:
        return _see(self.url("show", pk=row.id))

    def history(self, row: Row, *, after: int = 0) -> list[HistoryEntry]:
        """Return the changes of a record with the labels of its fields."""
        return self.teller.entries(operation_history.of_row(row, after=after), labels={**FIELDS, **self.labels()})

    def labels(self) -> dict[str, Label]:
        """Return the label of every field, for the history."""
        named = {column.key: column.label for column in (*self.columns, *self.facts)}
        return {**named, **self.add_form.labels(), **self.edit_form.labels(), **self.history_labels}

    def new_url(self) -> str | None:
        return self.url("add") if "add" not in self.exclude_route_methods and self.may("add") else None

    def offers(self, rows: Sequence[Row]) -> Mapping[int, Offer]:
        return {row.id: self.row_actions(row) for row in rows}

    def row_actions(self, row: Row) -> Offer:
        """Return the actions that stand in a row of the list."""
        shown = RowAction(key="show", label=_("View"), url=self.row_url(row) or "")
        return offer([shown, *self.record_actions(row)], in_sight=3)

    def record_actions(self, row: Row) -> list[RowAction]:
        """Return the actions on a record that the reader's roles include."""
        found = []
        if "edit" not in self.exclude_route_methods and self.may("edit"):
            found.append(RowAction(key="edit", label=_("Edit"), url=self.url("edit", pk=row.id)))
        if "delete" not in self.exclude_route_methods and self.may("delete"):
            question = _("Delete %(name)s? This cannot be undone.", name=self.name_of(row))
            found.append(self.button("delete", row, _("Delete"), question, self.delete_refusal(row)))
        return found

    def button(self, method: str, row: Row, label: str, confirm: str = "", refusal: str = "") -> RowAction:
        """Return the action that sends a record, in the version that the page shows, to a method of this view."""
        fields = {"version": version} if (version := getattr(row, "version", None)) else {}
        address = self.url(method, pk=row.id)
        return RowAction(key=method, label=label, post=address, confirm=confirm, refusal=refusal, fields=fields)

    def delete_refusal(self, row: Row) -> str:
        """Say why a record cannot be deleted, as far as that is known without asking; empty when it can."""
        del row
        return ""

    def _form(self, template: str, page: FormPage, row: Row | None) -> ResponseReturnValue:
        if row is not None:
            page.seen = operation_history.last_number(row)
            page.version = getattr(row, "version", None)
        shown = self.render_template(
            template, view=self, row=row, page=page, form=page.form, **(self.extras(row) if row is not None else {})
        )
        return shown, page.status


class ReadOnlyView(ReferenceView[Row]):
    """Show records that are made elsewhere: list, record, history, export."""

    exclude_route_methods = set(NO_ROUTES) | {"add", "edit", "delete"}


class WorkflowView(ListView[Row]):
    """List documents; every form and every change of state belongs to services, buttons come from the workflow."""

    exclude_route_methods = set(NO_ROUTES) | {"show", "add", "edit", "delete"}


def _see(address: str) -> Response:
    return redirect(address, code=303)
