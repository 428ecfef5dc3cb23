"""Layouts of forms: parts as wide as their place, bounded nesting, one signature block at the foot of every sheet."""

from __future__ import annotations

from typing import Any

from tests.factories.paper_forms import small, told, with_blocks


def part(*blocks: dict[str, Any]) -> dict[str, Any]:
    return {"part": {"key": "one", "side": "@say", "blocks": list(blocks)}}


def test_the_side_title_takes_its_width_from_the_tables_of_a_part() -> None:
    assert told(with_blocks(part({"table": "animals", "cols": [100, 74]}))) == {}
    wide = told(with_blocks(part({"table": "animals", "cols": [100, 82]})))
    assert wide == {"table_width": "layout.blocks.0.part.blocks.0"}


def test_a_part_holds_no_part_and_no_foot() -> None:
    inner = part(part({"rows": [["owner"]]}), {"issue": {"rows": [["owner"]]}})
    assert told(with_blocks(inner)) == {
        "part_in_part": "layout.blocks.0.part.blocks.0",
        "issue_in_part": "layout.blocks.0.part.blocks.1",
    }


def test_clauses_stand_under_clauses_a_few_levels_deep() -> None:
    item: dict[str, Any] = {"t": "@say"}
    for _ in range(3):
        item = {"t": "@say", "sub": [item]}
    assert told(with_blocks({"clauses": [item]})) == {}
    assert set(told(with_blocks({"clauses": [{"t": "@say", "sub": [item]}]}))) == {"clauses_too_deep"}


def test_one_signature_block_stands_at_the_foot_of_every_sheet() -> None:
    assert told(with_blocks({"issue": {"rows": [["owner"]]}})) == {"issue_twice": "layout.blocks.4"}
    assert told(with_blocks({"issue": {"rows": [["owner"]], "sheets": "here"}})) == {}


def test_a_new_sheet_has_something_before_and_after_it() -> None:
    made = with_blocks({"rows": [["owner"]]}, {"page": True})
    assert told(made) == {}
    made["layout"]["blocks"].append({"page": True})
    assert told(made) == {"page_without_blocks": "layout.blocks.6"}


def test_the_list_of_goods_has_the_width_of_the_sheet() -> None:
    goods = {
        "en": "Goods",
        "repeats": "goods_line",
        "source": {"from": ["goods_lines[].goods_name_en"], "rule": "lines"},
    }
    made = small(fields={**small()["fields"], "goods": goods})
    made["layout"]["blocks"][0]["rows"].append(["goods"])
    assert set(told(made)) == {"goods_without_columns"}
    made["layout"]["goods"] = {"cols": {"goods": 100, "owner": 20}}
    assert set(told(made)) == {"goods_column_unknown", "goods_width"}
    made["layout"]["goods"] = {"cols": {"goods": 172}}
    assert told(made) == {}
