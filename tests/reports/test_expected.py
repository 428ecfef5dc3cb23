"""What a document must show follows from its data: values, fixed texts, ticks, tables; never what is not printed."""

from __future__ import annotations

from typing import Any

import pytest

from app.reports.expected import expected_values


def data(*blocks: Any, **more: Any) -> dict[str, Any]:
    """Return the data of a sheet with these blocks."""
    return {
        "format": 2,
        "lang": ["zh", "en"],
        "layout": {"blocks": list(blocks)},
        "lines": {},
        "chosen": {},
        "options": {},
        "ranges": {},
        "tables": {},
        "texts": {},
        **more,
    }


def found(shown: dict[str, Any], *places: str) -> dict[str, tuple[str, ...]]:
    return {value.key: value.lines for value in expected_values(shown, places)}


def test_boxes_show_the_lines_of_their_fields() -> None:
    rows = {"rows": [["consignor", {"f": "seal", "w": 6}], [{"stack": [["consignee"]], "w": 6}]]}
    lines = {"consignor": ["DALIAN", "CHINA"], "seal": ["*****"], "consignee": ["BUSAN"], "elsewhere": ["not placed"]}
    assert found(data(rows, lines=lines)) == {"consignor": ("DALIAN", "CHINA"), "seal": (), "consignee": ("BUSAN",)}


def test_a_line_that_points_to_sheets_is_read_around_their_numbers() -> None:
    lines = {"weight": ["9,600 kg", {"see": "goods", "text": "（第 {} 页） on page {}"}]}
    shown = data({"rows": [["weight"]]}, lines=lines)
    assert found(shown) == {"weight": ("9,600 kg", "（第 ", " 页） on page ")}


def test_pairs_show_their_range_and_ticks_show_all_their_options() -> None:
    rows = {"rows": [[{"f": ["shipped_from", "shipped_to"]}], [{"f": "transport", "as": "checks"}]]}
    options = {
        "transport": [{"label": {"zh": "水路", "en": "Water"}, "on": True}, {"label": {"zh": "铁路"}, "on": False}]
    }
    shown = data(
        rows,
        ranges={"shipped_from+shipped_to": "1 – 2 May 2026"},
        options=options,
        lines={"transport": ["水路运输"], "shipped_from": ["1 May 2026"]},
    )
    assert found(shown) == {"shipped_from": ("1 – 2 May 2026",), "transport": ("水路", "Water", "铁路")}


def test_fixed_texts_show_the_languages_of_the_paper() -> None:
    shown = data({"text": "@declared"}, texts={"declared": {"zh": "兹证明", "en": "This is to certify", "ru": "Нет"}})
    assert found(shown) == {"@declared": ("兹证明", "This is to certify")}


def test_a_sentence_shows_its_blanks_alternatives_and_raised_marks() -> None:
    text = "landed at {port:40} {transport=water} by {mode~air|aircraft}{^1}."
    shown = data({"text": "@said"}, texts={"said": {"en": text}}, lines={"port": ["BUSAN"]})
    assert found(shown)["@said"] == ("landed at ", "BUSAN", " by ", "aircraft", "1", ".")


def test_in_old_formats_braces_mean_nothing() -> None:
    shown = data({"text": "@said"}, texts={"said": {"en": "at {port}"}}, format=1)
    assert found(shown) == {"@said": ("at {port}",)}


def test_clauses_show_numbers_and_those_below_them() -> None:
    sub = [{"num": "(a)", "t": {"en": "were frozen"}}, {"t": "@other", "when": {"kind": "dried"}}]
    clauses = [{"num": "II.1{^2}", "t": "Products of {area}", "keep": {"kind": "fish"}, "sub": sub}]
    block = {"clauses": clauses, "key": "health", "title": {"en": "Health"}}
    shown = data(block, lines={"area": ["FAO 61"]}, texts={"other": {"en": "were dried"}})
    expected = ("Health", "II.1", "2", "Products of ", "FAO 61", "(a)", "were frozen")
    assert found(shown)["health"] == expected


@pytest.mark.parametrize(
    ("wanted", "is_shown"),
    [("fish", True), ("meat", False), (["meat", "fish"], True), ("any", True), ("none", False), (["any"], True)],
)
def test_a_condition_decides_what_is_shown(wanted: Any, *, is_shown: bool) -> None:
    when = {"when": {"kind": wanted}}
    shown = data(
        {"rows": [[{"f": "cell", **when}]]},
        {"text": "block", **when},
        {"clauses": [{"t": "clause", **when}]},
        lines={"cell": ["1"], "block": ["2"]},
        chosen={"kind": ["fish"]},
    )
    lines = {line for lines in found(shown).values() for line in lines}
    assert lines == ({"1", "2", "clause"} if is_shown else set())


def test_what_was_left_out_is_not_expected() -> None:
    block = {"text": "certifying", "hide": "chosen"}
    assert found(data(block, lines={"certifying": ["x"]}, hidden=True)) == {}
    assert found(data(block, lines={"certifying": ["x"]}, hidden=False)) == {"certifying": ("x",)}


def test_tables_show_their_cells_in_their_boxes() -> None:
    goods = {"goods": {"rows": [["1", "POLLOCK\nFILLETS"], ["2", "SOLE"]]}}
    shown = data({"table": "goods"}, tables=goods)
    assert found(shown, "goods.0.0", "goods.0.1", "goods.1.0") == {
        "goods.0.0": ("1",), "goods.0.1": ("POLLOCK", "FILLETS"), "goods.1.0": ("2",), "goods.1.1": ("SOLE",),
    }  # fmt: skip
    assert found(shown, "goods.0")["goods.0"] == ("1", "POLLOCK", "FILLETS")


def test_lists_behind_the_layout_are_expected_too() -> None:
    shown = data(after=[{"table": "containers"}], tables={"containers": {"rows": [["TCLU0009120"]]}})
    assert found(shown) == {"containers.0": ("TCLU0009120",)}


def test_parts_hold_blocks() -> None:
    part = {"part": {"key": "one", "side": {"en": "I"}, "blocks": [{"rows": [["consignor"]]}]}}
    assert found(data(part, lines={"consignor": ["DALIAN"]})) == {"consignor": ("DALIAN",)}


@pytest.mark.parametrize(("sheets", "is_on_each"), [({}, True), ({"sheets": "here"}, False)])
def test_what_stands_at_the_foot_is_expected_on_each_sheet(sheets: dict[str, str], *, is_on_each: bool) -> None:
    issue = {"issue": {"rows": [["place_of_issue"], [{"f": "officer"}]], "seal": "official_stamp", **sheets}}
    shown = data({"rows": [["consignor"]]}, issue, {"text": "write_offs"}, lines={"officer": ["WANG"]})
    assert {value.key: value.on_each for value in expected_values(shown, ())} == {
        "consignor": False, "place_of_issue": is_on_each, "officer": is_on_each, "write_offs": is_on_each,
    }  # fmt: skip
