"""The printed layout in words."""

from __future__ import annotations

import pytest

from app.views.formats.layout_words import block_clauses, layout_text

pytestmark = [
    pytest.mark.one_database(reason="words and shape of pages; no query of its own"),
    pytest.mark.usefixtures("english"),
]


def test_a_block_says_its_rows_and_settings() -> None:
    block = {"rows": [["consignor", {"f": ["brand", "weight"], "w": 3}]], "hide": "chosen"}
    kind, row, hidden = block_clauses(block, str.upper)
    assert kind == "Rows of boxes"
    assert row == "row 1: CONSIGNOR, BRAND – WEIGHT (3/12)"
    assert hidden == "The applicant may leave this block out"


def test_a_table_a_text_and_the_seal_are_named() -> None:
    assert list(block_clauses({"table": "goods", "cols": [10.0, 20.5], "min": 2}, str.upper)) == [
        "Table: GOODS", "Widths of the columns in mm: 10, 20.5", "Empty rows at least: 2",
    ]  # fmt: skip
    assert list(block_clauses({"text": "@clause"}, str.upper)) == ["Text: CLAUSE"]
    assert next(block_clauses({"issue": {"seal": "stamp"}}, str.upper)) == "Issue and signature"


def test_head_and_goods_are_named_and_nothing_is_nothing() -> None:
    assert layout_text("head", {"title": "x", "note": ""}, str.upper) == "Title from the field: X"
    assert layout_text("goods", {"cols": {"weight": 24.0}}, str.upper) == "WEIGHT 24 mm"
    assert layout_text("blocks", [], str.upper) == ""
