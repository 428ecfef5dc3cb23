"""What was declared, with its own labels: facts that have a value, columns that are not empty."""

from __future__ import annotations

import pytest

from app.catalogue.loader import catalogue
from app.views.words import declared

KEYS = catalogue().declaration

pytestmark = [
    pytest.mark.one_database(reason="words and shape of pages; no query of its own"),
    pytest.mark.usefixtures("english"),
]


def test_only_what_was_declared_is_a_fact() -> None:
    found = declared.facts(KEYS.header, {"inspection_no": "226000004178628", "destination_country": "KOR"})
    assert [(one.value, one.is_official) for one in found] == [("226000004178628", True), ("South Korea", False)]


def test_columns_that_are_empty_in_every_row_are_left_out() -> None:
    heads, rows = declared.table(KEYS.goods_line, [{"weight": "1"}, {"weight": "2", "brand": ""}])
    assert (heads, rows) == (["Net weight"], [["1"], ["2"]])


def test_a_code_stands_beside_its_name() -> None:
    unit = KEYS.field("goods_line", "weight_unit")
    assert unit is not None
    assert declared.value(unit, "035") == "035 kg"
    assert declared.value(unit, None) == ""
