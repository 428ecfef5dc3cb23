"""A sheet's canonical form and its key."""

from __future__ import annotations

import json

from app.gateways.typesetting import Sheet


def test_the_key_of_a_sheet_is_that_of_its_data() -> None:
    one, same = Sheet(title="x", data={"b": 1, "a": "海"}), Sheet(title="another", data={"a": "海", "b": 1})
    assert one.json == '{"a":"海","b":1}'
    assert one.key == same.key != Sheet(title="x", data={"a": "海", "b": 2}).key
    assert json.loads(one.json) == one.data


def test_half_a_letter_has_a_key_too() -> None:
    assert len(Sheet(title="x", data={"a": "\ud800"}).key) == 64
