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


def test_the_blocks_of_forms_are_named_with_their_conditions() -> None:
    clauses = [{"num": "1.", "t": "@first", "keep": {"kind": ["wild"]}, "sub": [{"t": "@second"}]}]
    part = {"part": {"key": "p", "side": "@side", "blocks": [{"clauses": clauses}, {"space": True}]}}
    assert list(block_clauses({**part, "when": {"kind": ["wild", "farmed"]}}, str.upper)) == [
        "Part: SIDE", "Clauses: 1. FIRST (Not struck out: KIND: wild), SECOND", "Spare height",
        "When it is printed: KIND: wild, farmed",
    ]  # fmt: skip
    assert list(block_clauses({"section": "@head"}, str.upper)) == ["Heading: HEAD"]
    assert list(block_clauses({"page": True}, str.upper)) == ["New sheet"]
    cell = {"stack": [["owner"], [{"f": "@note"}]], "label": "run"}
    assert list(block_clauses({"rows": [[cell]], "label": 30}, str.upper)) == [
        "Rows of boxes", "row 1: OWNER, NOTE (Labels in the line of the values)", "30 mm",
    ]  # fmt: skip
