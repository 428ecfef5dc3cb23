"""The list that both base views are: shown, queried, arranged and exported, always in the reader's scope."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar, Generic
from urllib.parse import parse_qsl

from flask import abort, redirect, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_appbuilder import ModelView
from flask_appbuilder.forms import DynamicForm
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from app.services.base import preferences
from app.services.queries import exports
from app.views.frame import menu
from app.views.frame.actor import current_actor
from app.views.frame.context import Arguments
from app.views.frame.routes import route
from app.views.lists import page as pages
from app.views.lists.actions import BatchAction, Offer
from app.views.lists.choices import Choices, read_choices
from app.views.lists.columns import Column
from app.views.lists.export import REACHES, answer, sheet
from app.views.lists.interface import Argument, Conditions, FastInterface, Order, Row
from app.views.lists.paging import SIZES, read_size
from app.views.lists.query import QueryField, typed
from app.views.lists.shape import Exporter
from app.views.lists.tabs import TabSpec
from app.views.words.label import Label

#: FAB's own routes that we do not have: actions without scope, downloads of any file (traps F1, F11).
NO_ROUTES = frozenset({"action", "action_post", "download"})


class ListView(ModelView, Generic[Row]):
    """Show the rows of one model; a subclass declares columns, query row, tabs and texts.

    screen      the name under which a reader's choices are kept
    empty_text  what to do when there is nothing to show
    base_sort   the order without a chosen one (default: newest first)
    """

    datamodel: FastInterface[Row]
    columns: Sequence[Column] = ()
    query: Sequence[QueryField] = ()
    tabs: TabSpec | None = None
    base_sort: Order = ()
    screen: str = ""
    empty_text: Label = ""
    new_label: Label = _l("New")
    batches: Sequence[BatchAction] = ()
    list_template = "lists/list.html"
    #: who writes long exports in the background; handed in by `views/screens.py`
    put_in_line: ClassVar[Exporter]

    exclude_route_methods: ClassVar[set[str]] = set(NO_ROUTES)
    search_columns: ClassVar[Sequence[str]] = ["id"]
    list_columns: ClassVar[Sequence[str]] = ["id"]
    show_columns: ClassVar[Sequence[str]] = ["id"]
    add_columns: ClassVar[Sequence[str]] = ["id"]
    edit_columns: ClassVar[Sequence[str]] = ["id"]
    search_form = add_form = edit_form = DynamicForm

    @route("/")
    def list(self) -> ResponseReturnValue:
        """Show one page of the list."""
        shown = self.build(request.args)
        return self.render_template(self.list_template, page=shown, view=self)

    @route("/query", methods=["POST"], right="list")
    def query_rows(self) -> Response:
        """Remember what is asked for and show it 查询; an empty form, or 重置, forgets it."""
        values = {} if "reset" in request.form else typed(self.query, request.form)
        preferences.remember(current_actor(), self.screen, query=values or None)
        if not values and self.first_query():
            # an argument that asks nothing: without any, the list would begin with its own query again
            return _see(self.url("list", size=Choices.of(current_actor(), self.screen).size or SIZES[0]))
        fields = {name for one in self.query for name in one.names}
        kept = self._kept(request.form.get("kept", "")) if values else {}
        return _see(self.url("list", **{**{k: v for k, v in kept.items() if k not in fields}, **values}))

    @route("/arrange", methods=["POST"], right="list")
    def arrange(self) -> Response:
        """Remember columns and page size, and show the same rows."""
        size = read_size(request.form.get("size", ""))
        preferences.remember(current_actor(), self.screen, **read_choices(request.form, self.columns, size=size))
        kept: dict[str, Argument] = {**self._kept(request.form.get("kept", ""))}
        return _see(self.url("list", **{**kept, "size": size}))

    @route("/export/<string:extension>")
    def export(self, extension: str) -> Response:
        """Send the page or everything that matches 本页/全部, as Excel or PDF."""
        reach = request.args.get("reach", "page")
        if extension not in exports.KINDS or reach not in REACHES:
            abort(404)
        asked = pages.read(self, _without(request.args, "reach"))
        limit = min(exports.KINDS[extension].max_rows, exports.AT_ONCE)
        return answer(exports.make(extension, sheet(self, asked, reach=reach, limit=limit)), send_file)

    @route("/export-all/<string:extension>", methods=["POST"], right="export")
    def export_all(self, extension: str) -> Response:
        """Export everything that matches: a short list at once, a longer one in the background."""
        if extension not in exports.KINDS:
            abort(404)
        asked = pages.read(self, request.args)
        if self.datamodel.count(pages.conditions(self, asked)) <= exports.AT_ONCE:
            # a reading request of its own, which holds no lock while the file is made
            return _see(self.url("export", extension=extension, **{**request.args, "reach": "all"}))
        return self.put_in_line(self, asked, request.args.to_dict(), kind=extension)

    def build(self, arguments: Mapping[str, str]) -> pages.ListPage:
        """Return the page that the arguments ask for."""
        return pages.build(self, pages.read(self, arguments))

    def conditions(self) -> Conditions:
        """Return what every row of this list meets, whatever is asked."""
        return []

    def standing(self) -> Mapping[str, int] | None:
        """Return the rows of each tab without a query, where they are known without counting."""
        return None

    def first_query(self) -> Mapping[str, str]:
        """Return what the list asks by itself, until the reader asks or resets."""
        return {}

    def offers(self, rows: Sequence[Row]) -> Mapping[int, Offer]:
        """Return the actions of each row of a page."""
        del rows
        return {}

    def new_url(self) -> str | None:
        """Return the address of the form for a new record, for those who may make one."""
        return None

    def url(self, method: str, **arguments: Argument) -> str:
        """Return the address of one of this view's routes."""
        given: Arguments = {**arguments}
        return url_for(f"{self.endpoint}.{method}", **given)

    def may(self, verb: str) -> bool:
        """Tell whether the reader may do something on this screen."""
        return current_actor().may(f"can_{verb}", self.class_permission_name)

    def crumb(self) -> str:
        """Return the name of the menu's group that the screen stands in."""
        return menu.group_of(self.class_permission_name)

    def row_url(self, row: Row) -> str | None:
        """Return the address of a row's page, or None when it has none."""
        return self.url("show", pk=row.id)

    def _kept(self, text: str) -> dict[str, str]:
        """Return the arguments of the page that a form stood on, those that a list has."""
        known = {name for one in self.query for name in one.names} | {"sort", "size"}
        known |= {self.tabs.name} if self.tabs else set()
        return {name: value for name, value in parse_qsl(text, max_num_fields=50) if name in known}

    def _init_forms(self) -> None:
        """Build no forms out of the model: our screens declare theirs."""


def _see(address: str) -> Response:
    return redirect(address, code=303)


def _without(arguments: Mapping[str, str], name: str) -> dict[str, str]:
    return {key: value for key, value in arguments.items() if key != name}
