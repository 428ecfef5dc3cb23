"""Differences of two formats: added, removed, changed and moved items, and nothing else."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from app.catalogue.loader import catalogue
from app.domain.format_differences import differences
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
