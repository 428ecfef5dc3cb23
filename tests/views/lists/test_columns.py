"""Columns of a list: what they take from the catalogue, what a cell shows, what sorts."""

from __future__ import annotations

from typing import Any

import pytest

from app.models import Certificate, Notice
from app.views.lists.columns import Column, Order, chosen
from app.views.lists.errors import BadArgumentError

COUNTRY = Column(key="destination_country", sort=Certificate.destination_country)
COPIES = Column(key="copies", kind="number", label="Copies", is_chosen=False)

pytestmark = [
    pytest.mark.one_database(reason="words and shape of pages; no query of its own"),
    pytest.mark.usefixtures("english"),
]


def test_a_column_has_label_and_coding_of_the_catalogue() -> None:
    row: Any = Certificate(destination_country="KOR", copies=2)
    assert (str(COUNTRY.label), COUNTRY.text(row), COUNTRY.exported(row)) == (
        "Destination country", "South Korea", "South Korea",
    )  # fmt: skip
    assert (COPIES.text(row), COPIES.exported(row), COPIES.characters) == ("2", 2, 10)


def test_a_state_shows_its_label_and_exports_it() -> None:
    column = Column(key="title", label="Title", chip=lambda code: ("ok", f"<{code}>"))
    assert column.exported(Notice(title="x")) == "<x>"


def test_readers_choose_among_the_columns_in_the_lists_order() -> None:
    both = (COUNTRY, COPIES)
    assert chosen(both, None) == (COUNTRY,)
    assert chosen(both, ["copies", "destination_country"]) == both
    assert chosen(both, ["no_such_column"]) == (COUNTRY,)


def test_an_order_is_read_turned_and_told() -> None:
    up, down = (Order.read(text, (COUNTRY, COPIES)) for text in ("destination_country", "-destination_country"))
    assert (up.text, up.turned(COUNTRY), up.direction(COUNTRY)) == (
        "destination_country", "-destination_country", "ascending",
    )  # fmt: skip
    assert (down.turned(COUNTRY), down.direction(COUNTRY), down.direction(COPIES)) == (
        "destination_country", "descending", None,
    )  # fmt: skip
    assert Order.read("", (COUNTRY,)).text == ""
    with pytest.raises(BadArgumentError):
        Order.read("copies", (COUNTRY, COPIES))
