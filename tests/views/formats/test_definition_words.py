"""What changed in a format's definition, in words."""

from __future__ import annotations

import pytest

from app.views.formats.definition_words import attribute_text, definition_lines, item_name

OLD = {"key": "remark", "zh": "备注", "en": "Remark", "kind": "text", "max_length": 20}

pytestmark = [
    pytest.mark.one_database(reason="words and shape of pages; no query of its own"),
    pytest.mark.usefixtures("english"),
]


def test_a_changed_box_is_told_attribute_by_attribute() -> None:
    (line,) = definition_lines("fields", [OLD], [{**OLD, "max_length": 40}])
    assert "Remark" in line.label
    assert (line.old, line.new) == ("20", "40")


def test_a_new_format_tells_what_it_holds() -> None:
    (line,) = definition_lines("fields", None, [OLD])
    assert (line.old, line.new) == ("", "Remark")
    (layout,) = definition_lines("layout", None, {"blocks": [{}, {}]})
    assert layout.new == "2 blocks"


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("zh", "", ""),
        ("type_codes", ["14"], "Veterinary (Health) Certificate"),
        ("max_length", 20, "20"),
        ("code_list", "no_such_list", "no_such_list"),
    ],
)
def test_an_attribute_is_written_in_words(name: str, value: object, text: str) -> None:
    assert attribute_text(name, value) == text


def test_an_item_has_the_name_of_the_readers_language() -> None:
    assert (item_name(OLD), item_name({"zh": "备注"}), item_name("x")) == ("Remark", "备注", "x")
