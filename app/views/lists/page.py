"""One list page, put together: arguments read, rows and counts fetched, ready for the template."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlencode

from flask_babel import gettext as _
from sqlalchemy.sql import ColumnElement

from app.domain.errors import DomainError
from app.models.base import Model
from app.views.frame.actor import current_actor
from app.views.lists.actions import Offer
from app.views.lists.choices import Choices
from app.views.lists.columns import Order, chosen
from app.views.lists.interface import Argument
from app.views.lists.interface import Order as DataOrder
from app.views.lists.paging import CAP, SIZES, Paging, read_page, read_size
from app.views.lists.query import Query, typed
from app.views.lists.shape import Asked, ListShape
from app.views.lists.tabs import Tab, tabs


@dataclass(kw_only=True)
class ListPage:
    """What the template shows."""

    view: ListShape
    asked: Asked
    rows: list[Model]
    paging: Paging
    tabs: list[Tab]
    actions: Mapping[int, Offer] = field(default_factory=dict)

    @property
    def arguments(self) -> dict[str, str]:
        """Return the arguments that make this page again, its number left out."""
        return {**self.narrowed, "sort": self.asked.order.text, "size": str(self.asked.size)}

    @property
    def narrowed(self) -> dict[str, str]:
        """Return the arguments of query row and tab."""
        spec = self.view.tabs
        return {**self.asked.query.values, **({spec.name: self.asked.tab} if spec and self.asked.tab else {})}

    def url(self, **changed: str | int | None) -> str:
        """Return the address of this list with some arguments changed."""
        arguments = {**self.arguments, **changed}
        return self.view.url("list", **{k: v for k, v in arguments.items() if v not in ("", None)})

    def export_url(self, kind: str, reach: str) -> str:
        """Return the address of an export: "xlsx" or "pdf", "page" or "all"."""
        arguments: dict[str, Argument] = {**self.arguments, "page": self.paging.current, "reach": reach}
        return self.view.url("export", extension=kind, **{k: v for k, v in arguments.items() if v not in ("", None)})

    def export_all_url(self, kind: str) -> str:
        """Return the address to which the wish for everything is sent."""
        arguments: dict[str, Argument] = {**self.arguments, "page": 1}
        return self.view.url(
            "export_all", extension=kind, **{k: v for k, v in arguments.items() if v not in ("", None)}
        )

    @property
    def kept(self) -> str:
        """Return the arguments that a form on this page keeps, as one text."""
        kept = {**self.narrowed, "sort": self.asked.order.text}
        return urlencode({name: value for name, value in kept.items() if value})

    @property
    def sizes(self) -> tuple[int, ...]:
        return SIZES

    @property
    def is_narrowed(self) -> bool:
        return bool(self.narrowed)


def read(view: ListShape, arguments: Mapping[str, str]) -> Asked:
    """Read the arguments of a list; raises BadArgumentError.

    An address without query arguments shows what the reader asked last, else what the list begins with; a remembered
    query that no longer makes sense is forgotten.
    """
    remembered = Choices.of(current_actor(), view.screen)
    values = typed(view.query, arguments)
    tab = view.tabs.read(arguments.get(view.tabs.name, "")) if view.tabs else ""
    is_remembered = False
    query = Query.read(view.query, values)
    if not arguments and remembered.query:
        try:
            query = Query.read(view.query, remembered.query)
            is_remembered = bool(query.values)
        except DomainError:
            query = Query()
    if not arguments and not query.values:
        query = Query.read(view.query, view.first_query())
    return Asked(
        query=query,
        tab=tab,
        order=Order.read(arguments.get("sort", ""), view.columns),
        page=read_page(arguments.get("page", "")),
        size=read_size(arguments.get("size", ""), remembered=remembered.size),
        columns=chosen(view.columns, remembered.columns),
        is_remembered=is_remembered,
    )


def build(view: ListShape, asked: Asked) -> ListPage:
    """Fetch the rows and counts that were asked for."""
    shown, count = _tabs(view, asked) if view.tabs else ([], view.datamodel.count(conditions(view, asked)))
    paging = Paging(asked.page, asked.size, count)
    rows = _rows(view, asked, paging)
    return ListPage(view=view, asked=asked, rows=rows, paging=paging, tabs=shown, actions=view.offers(rows))


def _rows(view: ListShape, asked: Asked, paging: Paging) -> list[Model]:
    """Fetch the rows in the way that their number asks for."""
    if paging.count == 0:
        return []
    is_few = not paging.is_capped and bool(asked.tab or asked.query.values)
    fetch = view.datamodel.page_of_few if is_few else view.datamodel.page
    return fetch(conditions(view, asked), order(view, asked), offset=paging.offset, limit=paging.size)


def conditions(view: ListShape, asked: Asked) -> list[ColumnElement[bool]]:
    """Return the conditions of query row and tab."""
    found = [*view.conditions(), *asked.query.conditions]
    if view.tabs and asked.tab:
        found.append(view.tabs.column == asked.tab)
    return found


def order(view: ListShape, asked: Asked) -> DataOrder:
    """Return the ORDER BY; the id decides between equals, so that no row is on two pages."""
    last = view.datamodel.obj.id
    chosen_column = asked.order.column.sort if asked.order.column else None
    if chosen_column is None:
        return list(view.base_sort) or [last.desc()]
    wanted = [chosen_column.desc() if asked.order.is_descending else chosen_column.asc()]
    if chosen_column is not last:
        wanted.append(last.desc() if asked.order.is_descending else last.asc())
    return wanted


def _tabs(view: ListShape, asked: Asked) -> tuple[list[Tab], int]:
    spec = view.tabs
    if spec is None:
        return [], 0
    known = view.standing() if not asked.query.values else None
    counts = known if known is not None else _counts(view, asked)
    is_cut = known is None and sum(counts.values()) > CAP
    shown = tabs(spec, counts, current=asked.tab, all_label=_("All"), is_cut=is_cut)
    if is_cut and asked.tab:
        return shown, view.datamodel.count(conditions(view, asked))
    return shown, min(next(tab.count for tab in shown if tab.is_current), CAP + 1)


def _counts(view: ListShape, asked: Asked) -> Mapping[str, int]:
    if view.tabs is None:
        return {}
    return view.datamodel.counts(view.tabs.column, [*view.conditions(), *asked.query.conditions])


__all__ = ["Asked", "ListPage", "build", "conditions", "order", "read"]
