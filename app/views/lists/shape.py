"""The shape of a list and of what is asked of it, for what works on lists without knowing their screens."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from werkzeug.wrappers import Response

from app.views.lists.actions import Offer
from app.views.lists.columns import Column, Order
from app.views.lists.interface import FastInterface
from app.views.lists.query import Query, QueryField
from app.views.lists.tabs import TabSpec


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

    datamodel: FastInterface
    endpoint: str
    screen: str
    columns: Sequence[Column]
    query: Sequence[QueryField]
    tabs: TabSpec | None
    base_sort: Sequence[Any]

    @property
    def list_title(self) -> str:
        """Return the title in the reader's language."""

    def conditions(self) -> Sequence[Any]:
        """Return what every row of this list meets, whatever is asked."""

    def standing(self) -> Mapping[str, int] | None:
        """Return the rows of each tab without a query, where they are known without counting."""

    def first_query(self) -> Mapping[str, str]:
        """Return what the list asks by itself, until the reader asks or resets."""

    def offers(self, rows: Sequence[Any]) -> Mapping[int, Offer]:
        """Return the actions of each row of a page."""

    def url(self, method: str, **arguments: Any) -> str:
        """Return the address of one of this view's routes."""

    def may(self, verb: str) -> bool:
        """Tell whether the reader may do something on this screen."""


class Exporter(Protocol):
    """Put a list's export in line and lead to the page that shows how far it is."""

    def __call__(self, view: ListShape, asked: Asked, arguments: dict[str, str], *, kind: str) -> Response:
        """Return the redirect to that page."""
