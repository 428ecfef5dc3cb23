"""A file may write items as a mapping; a definition keeps them as a list, in order."""

from __future__ import annotations

from app.catalogue.forms.short import written_out


def test_mappings_become_lists_in_their_order() -> None:
    written = written_out(
        {
            "fields": {"b": {"en": "B"}, "a": {"en": "A", "options": {"y": {"en": "Y"}, "x": {"en": "X"}}}},
            "groups": {"g": {"columns": {"two": {"en": "2"}, "one": {"en": "1"}}}},
            "texts": {"t": {"en": "T"}},
        }
    )
    assert written == {
        "fields": [
            {"key": "b", "en": "B"},
            {"key": "a", "en": "A", "options": [{"value": "y", "en": "Y"}, {"value": "x", "en": "X"}]},
        ],
        "groups": [{"key": "g", "columns": [{"key": "two", "en": "2"}, {"key": "one", "en": "1"}]}],
        "texts": [{"key": "t", "en": "T"}],
    }


def test_lists_and_what_is_no_definition_stay() -> None:
    listed = {"fields": [{"key": "a"}, "no item"], "code": "x"}
    assert written_out(listed) == listed
    assert written_out("no definition") == "no definition"
