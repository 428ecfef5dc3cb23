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


def test_the_blocks_of_forms_say_their_kind_texts_and_conditions() -> None:
    assert list(block_clauses({"section": "@one", "when": {"way": ["sea", "air"]}}, str.upper)) == [
        "Heading: ONE", "only when WAY is “sea, air”",
    ]  # fmt: skip
    item = {"num": "1", "t": "@one", "keep": {"way": "any"}, "sub": [{"t": "@two", "when": {"way": "none"}}]}
    assert list(block_clauses({"clauses": [item], "title": "@notes", "small": True}, str.upper)) == [
        "Clauses: NOTES",
        "1 ONE, struck out unless WAY is “anything”",
        "TWO, only when WAY is “nothing”",
        "In small type",
    ]
    part = {"part": {"key": "a", "side": "@side", "blocks": [{"page": True}, {"space": True}]}}
    assert list(block_clauses(part, str.upper)) == [
        "Part with a side title: SIDE", "A new sheet begins", "Spare height of the sheet",
    ]  # fmt: skip


def test_cells_of_forms_say_their_label_place_stack_and_condition() -> None:
    row = [
        {"f": "@one", "label": "top"},
        {"f": "a", "label": 30, "when": {"way": ["sea"]}},
        {"w": 6, "stack": [["b"], [{"f": "c", "as": "checks"}]]},
    ]
    _, said = block_clauses({"rows": [row]}, str.upper)
    assert said == (
        "row 1: ONE (Label above the value), A (30 mm, only when WAY is “sea”), B; C (Printed as boxes to tick) (6/12)"
    )
    signed = {"issue": {"sheets": "here", "rows": [["a"]], "seal": "stamp", "height": 20, "push": True}}
    assert list(block_clauses(signed, str.upper)) == [
        "Issue and signature", "Printed once, in its place", "row 1: A", "Place of the seal: STAMP",
        "Stands at the lower end of its sheet", "Height in mm: 20",
    ]  # fmt: skip
    plain = {"text": "a", "label": "none", "mark": False}
    assert list(block_clauses(plain, str.upper)) == ["Text: A", "Printed without its label", "Without ***** at its end"]
