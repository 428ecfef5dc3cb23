"""Queries 查询管理: written by a form or as one SELECT, tried, saved, shared, run page by page, exported."""

from __future__ import annotations

from flask import jsonify, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField, TextAreaField

from app.domain import query_forms
from app.domain.errors import DomainError
from app.domain.report_tables import REPORT_TABLES
from app.models import SavedQuery
from app.reports.query_words import MAX_LENGTH
from app.services.queries import saved_queries
from app.views.frame.actor import current_actor
from app.views.frame.context import Context
from app.views.frame.routes import route
from app.views.lists.actions import RowAction
from app.views.lists.base import BIGGEST_ID, ReferenceView
from app.views.lists.columns import Column
from app.views.lists.forms import RecordForm, text_field
from app.views.lists.interface import FastInterface
from app.views.lists.paging import SIZES, read_page, read_size
from app.views.lists.query import Text
from app.views.queries import labels, words
from app.views.words.columns import label_of
from app.views.words.punctuation import listed
from app.views.words.refusals import worded
from app.views.words.role_words import role_label


def _roles(row: SavedQuery) -> str:
    return listed(role_label(name) for name in row.roles)


def _owner(row: SavedQuery) -> str:
    return row.owner.full_name if row.owner else ""


class QueryRecordForm(RecordForm):
    name = text_field(label_of("name"), 100, is_needed=True)
    remark = text_field(label_of("remark"), 500)
    statement = text_field(
        _l("Statement (one SELECT)"),
        MAX_LENGTH,
        is_needed=True,
        kind=TextAreaField,
        rows=12,
        spellcheck="false",
        dir="ltr",
        autocapitalize="off",
    )
    roles = SelectMultipleField(label_of("roles", "shared"))


class QueriesView(ReferenceView[SavedQuery]):
    route_base = "/queries"
    class_permission_name = screen = "queries"
    datamodel = FastInterface(SavedQuery)
    service = saved_queries
    list_title = _l("Queries")
    new_label = _l("New query")
    empty_text = _l("Administrators write queries and share them with roles.")
    add_form = edit_form = QueryRecordForm
    add_template = edit_template = "queries/form.html"
    show_template = "queries/show.html"
    columns = (
        Column(key="name", sort=SavedQuery.name, is_link=True, width=30),
        Column(key="remark", width=40),
        Column(key="owner", value=_owner),
        Column(key="roles", wording="shared", value=_roles),
        Column(key="changed_at", sort=SavedQuery.changed_at),
    )
    query = (
        Text(label=_l("Name or remark"), columns=(SavedQuery.name, SavedQuery.remark)),
        Text(label=_l("Statement contains"), columns=(SavedQuery.statement,)),
    )

    @route(f"/{BIGGEST_ID}/run", right="show")
    def run(self, pk: int) -> ResponseReturnValue:
        """Run a query and show one page of its result."""
        row = saved_queries.find(current_actor(), pk)
        number, size = read_page(request.args.get("page", "")), read_size(request.args.get("size", ""))
        found, problem = self._rows(row.statement, number=number, size=size)
        shown = self.render_template(
            "queries/result.html", view=self, row=row, found=found, problem=problem, page=number, size=size,
            sizes=SIZES, head=labels.head,
        )  # fmt: skip
        return shown, 422 if problem else 200

    @route("/try", methods=["POST"], right="add")
    def try_out(self) -> ResponseReturnValue:
        """Run a statement that is not saved and show its first rows, for the form's script or as a page."""
        found, problem = self._rows(request.form.get("statement", ""), number=1, size=SIZES[0])
        name = "queries/rows.html" if request.headers.get("X-Part") else "queries/tried.html"
        shown = self.render_template(name, view=self, found=found, problem=problem, head=labels.head)
        return shown, 422 if problem else 200

    @route("/write", methods=["POST"], right="add")
    def write(self) -> ResponseReturnValue:
        """Write the statement that the form beside the text means."""
        try:
            return jsonify(statement=query_forms.written(words.read_form(request.form)))
        except DomainError as error:
            return jsonify(problem=worded(error)), 422

    def prepare(self, form: RecordForm, row: SavedQuery | None) -> None:
        del row
        form.roles.choices = [(name, role_label(name)) for name in saved_queries.role_names()]

    def record_actions(self, row: SavedQuery) -> list[RowAction]:
        run = RowAction(key="run", label=_("Run"), url=self.url("run", pk=row.id))
        return [run, *super().record_actions(row)]

    def builder(self) -> Context:
        """Return what the form beside the text offers: tables, their columns, comparisons, totals."""
        return words.offered()

    def tables(self) -> list[tuple[str, str, list[tuple[str, str]]]]:
        """Return every reporting table with its columns, each with its words."""
        return [
            (name, str(labels.TABLES[name]), [(one, str(labels.COLUMNS[one])) for one in table.columns])
            for name, table in REPORT_TABLES.items()
        ]

    def _rows(self, statement: str, *, number: int, size: int) -> tuple[saved_queries.Rows | None, str]:
        try:
            return saved_queries.page(current_actor(), statement, number=number, size=size), ""
        except DomainError as error:
            if error.status in (403, 404):
                raise
            return None, worded(error)
