"""The shape of a list and of what is asked of it, for what works on lists without knowing their screens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from werkzeug.wrappers import Response

from app.views.lists.actions import Offer
from app.views.lists.columns import Column, Order
from app.views.lists.interface import Argument, Conditions, FastInterface
from app.views.lists.interface import Order as DataOrder
from app.views.lists.query import Query, QueryField
from app.views.lists.tabs import TabSpec
from app.views.words.label import Label


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What the address, and where it is silent the reader's memory, ask of a list."""

    query: Query
    tab: str
    order: Order
    page: int
    size: int
    columns: tuple[Column, ...]
    is_remembered: bool = False


class ListShape(Protocol):
    """What pages and exports read of a list's screen."""

    @property
    def datamodel(self) -> FastInterface[Any]:
        """Return what reads the rows."""

    @property
    def endpoint(self) -> str:
        """Return the name before the dot in the names of its routes."""

    @property
    def screen(self) -> str:
        """Return the name under which a reader's choices are kept."""

    @property
    def columns(self) -> Sequence[Column]:
        """Return the columns that a reader can choose from."""

    @property
    def query(self) -> Sequence[QueryField]:
        """Return the fields of the query row."""

    @property
    def tabs(self) -> TabSpec | None:
        """Return the tabs, where the list has some."""

    @property
    def base_sort(self) -> DataOrder:
        """Return the order without a chosen one."""

    @property
    def list_title(self) -> Label:
        """Return the title."""

    def conditions(self) -> Conditions:
        """Return what every row of this list meets, whatever is asked."""

    def standing(self) -> Mapping[str, int] | None:
        """Return the rows of each tab without a query, where they are known without counting."""

    def first_query(self) -> Mapping[str, str]:
        """Return what the list asks by itself, until the reader asks or resets."""

    def offers(self, rows: Sequence[Any]) -> Mapping[int, Offer]:
        """Return the actions of each row of a page."""

    def url(self, method: str, **arguments: Argument) -> str:
        """Return the address of one of this view's routes."""

    def may(self, verb: str) -> bool:
        """Tell whether the reader may do something on this screen."""


class Exporter(Protocol):
    """Put a list's export in line and lead to the page that shows how far it is."""

    def __call__(self, view: ListShape, asked: Asked, arguments: dict[str, str], *, kind: str) -> Response:
        """Return the redirect to that page."""
