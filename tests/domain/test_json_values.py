"""Reading JSON that anybody may have written."""

from __future__ import annotations

import pytest

from app.domain.json_values import JsonValue, object_of, rows_of, texts_of


def test_the_objects_of_a_list_are_its_rows() -> None:
    assert rows_of([{"weight": "12"}, "text", 3, {}]) == [{"weight": "12"}, {}]
    assert rows_of(({"weight": "12"},)) == [{"weight": "12"}]


@pytest.mark.parametrize("value", [None, "text", 7, True, {"weight": "12"}])
def test_what_is_no_list_has_no_rows_and_no_texts(value: JsonValue) -> None:
    assert rows_of(value) == []
    assert texts_of(value) == []


def test_an_object_is_itself_and_anything_else_is_empty() -> None:
    assert object_of({"weight": "12"}) == {"weight": "12"}
    assert object_of(["weight"]) == {}
    assert object_of(None) == {}


def test_the_items_of_a_list_are_read_as_texts() -> None:
    assert texts_of(["12", 13, ("a")]) == ["12", "13", "a"]
    assert texts_of(("12",)) == ["12"]
