"""Differences of two formats: added, removed, changed and moved items, and nothing else."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from app.catalogue.loader import catalogue
from app.domain.format_differences import Difference, differences
from app.services.formats.formats import as_data


def _definition() -> dict[str, Any]:
    return as_data(catalogue().formats["c5-1"])


def test_the_same_has_no_difference() -> None:
    assert differences(_definition(), copy.deepcopy(_definition())) == []


@pytest.mark.parametrize(("start", "to"), [(3, 12), (12, 3)])
def test_one_moved_field_is_one_difference(start: int, to: int) -> None:
    new = _definition()
    new["fields"].insert(to, new["fields"].pop(start))
    found = differences(_definition(), new)
    assert [(one.part, one.key, one.change) for one in found] == [("fields", new["fields"][to]["key"], "moved")]


def test_each_change_is_named_with_both_sides() -> None:
    new = _definition()
    new["title_en"] = "OTHER"
    gone = new["fields"].pop(4)
    new["fields"].append({"key": "extra", "zh": "附加", "en": "Extra", "kind": "text", "max_length": 10})
    new["fields"][3]["max_length"] = 7
    new["layout"]["blocks"].pop(1)
    found = {(one.part, one.change, one.attribute): one for one in differences(_definition(), new)}
    assert found["head", "changed", "title_en"].new == "OTHER"
    assert found["fields", "removed", ""].key == gone["key"]
    assert found["fields", "added", ""].key == "extra"
    assert found["fields", "changed", "max_length"].new == 7
    assert ("layout", "removed", "blocks") in found


def told(old: dict[str, Any], new: dict[str, Any]) -> list[Difference]:
    return differences(old, new)


@pytest.mark.parametrize("name", ["form_no", "type_codes", "title_zh", "title_en", "scheme", "bilingual"])
def test_what_stands_in_the_head_is_told_with_both_sides(name: str) -> None:
    assert told({name: "A"}, {name: "B"}) == [
        Difference(part="head", key="", change="changed", attribute=name, old="A", new="B")
    ]


@pytest.mark.parametrize("part", ["fields", "statements", "clauses", "tables"])
def test_items_come_go_and_change_by_their_keys(part: str) -> None:
    old = {part: [{"key": "a", "zh": "甲", "en": "A"}, {"key": "b"}]}
    new = {part: [{"key": "a", "zh": "乙", "help": "?"}, {"key": "c"}]}
    assert told(old, new) == [
        Difference(part=part, key="c", change="added", new={"key": "c"}),
        Difference(part=part, key="b", change="removed", old={"key": "b"}),
        Difference(part=part, key="a", change="changed", attribute="zh", old="甲", new="乙"),
        Difference(part=part, key="a", change="changed", attribute="en", old="A"),
        Difference(part=part, key="a", change="changed", attribute="help", new="?"),
    ]
    assert told({part: None}, {}) == []
    assert [one.change for one in told({}, new)] == ["added", "added"]


@pytest.mark.parametrize(
    ("old", "new", "moved"),
    [
        ("abcd", "bcda", [("a", 1, 4)]),
        ("abcd", "dabc", [("d", 4, 1)]),
        ("abcd", "badc", [("a", 1, 2), ("c", 3, 4)]),
        ("abxcd", "cabd", [("c", 3, 1)]),
        ("abc", "abzc", []),
    ],
)
def test_the_fewest_moves_explain_another_order(old: str, new: str, moved: list[tuple[str, int, int]]) -> None:
    sides = [{"fields": [{"key": key} for key in keys]} for keys in (old, new)]
    found = [(one.key, one.old, one.new) for one in told(*sides) if one.change == "moved"]
    assert found == moved


@pytest.mark.parametrize("name", ["label", "head", "goods"])
def test_the_layout_is_told_by_its_parts(name: str) -> None:
    assert told({"layout": {name: 1}}, {"layout": {name: 2}}) == [
        Difference(part="layout", key="", change="changed", attribute=name, old=1, new=2)
    ]


def test_blocks_of_the_layout_are_told_by_their_place() -> None:
    old, new = {"layout": {"blocks": ["a", "b"]}}, {"layout": {"blocks": ["a", "x", "y"]}}
    assert told(old, new) == [
        Difference(part="layout", key="2", change="changed", attribute="blocks", old="b", new="x"),
        Difference(part="layout", key="3", change="added", attribute="blocks", new="y"),
    ]
    assert told(new, {"layout": {"blocks": ["a"]}}) == [
        Difference(part="layout", key="2", change="removed", attribute="blocks", old="x"),
        Difference(part="layout", key="3", change="removed", attribute="blocks", old="y"),
    ]
    assert told({"layout": None}, {"layout": {"blocks": None}}) == []
