"""What a form refers to is there, its words are in every language, and what it has is printed."""

from __future__ import annotations

from typing import Any

import pytest

from app.catalogue.loader import catalogue
from tests.factories.paper_forms import CODES, definition, small, told, with_blocks

OWNER = {"key": "owner", "en": "Owner"}


def fields(**changed: dict[str, Any]) -> dict[str, Any]:
    return {"fields": {**small()["fields"], **changed}}


def texts(**changed: dict[str, Any]) -> dict[str, Any]:
    return {"texts": {**small()["texts"], **changed}}


@pytest.mark.parametrize("code", CODES)
def test_the_forms_have_no_fault(code: str) -> None:
    assert [fault.text for fault in catalogue().format_faults(definition(code))] == []


@pytest.mark.parametrize(
    ("changed", "code", "place"),
    [
        ({"type_codes": ["00"]}, "unknown_type", "type_codes"),
        ({"scheme": "songs"}, "unknown_scheme", "scheme"),
        ({"languages": ["en", "en"]}, "key_twice", "languages"),
        ({"languages": ["xq"]}, "language_unknown", "languages.0"),
        ({"destinations": ["XYZ"]}, "country_unknown", "destinations.0"),
        ({"title": {"zh": "证书"}}, "words_missing", "title"),
        ({"letterhead": {}}, "words_missing", "letterhead"),
        ({"number_label": {"zh": "编号"}}, "words_missing", "number_label"),
        ({"mark": {"copy": {"zh": "副本"}}}, "words_missing", "mark.copy"),
        (fields(owner={"zh": "所有人"}), "words_missing", "fields.1"),
        (
            fields(way={"en": "Way", "kind": "enum", "options": {"sea": {"en": "x"}, "air": {}}}),
            "words_missing", "fields.4.options.1",
        ),
        (
            fields(way={"en": "Way", "kind": "enum", "options": {"sea": {"en": "x"}, "any": {"en": "z"}}}),
            "option_reserved", "fields.4.options.1",
        ),
        (fields(way={"en": "Way", "kind": "enum"}), "enum_without_options", "fields.4"),
        (
            fields(way={"en": "Way", "kind": "enum", "options": {"sea": {"en": "x"}}}),
            "option_unknown", "layout.blocks.1.text",
        ),
        (fields(nobody={"en": "Nobody"}), "not_placed", "fields.5"),
        (fields(owner={"en": "Owner", "source": {"from": ["nowhere"]}}), "unknown_source", "fields.1"),
        (texts(more={"en": "more"}), "text_not_placed", "texts.1"),
        (texts(say={"en": "{nobody} {way~sea|x} {way=air} {sent_on}"}), "field_unknown", "layout.blocks.1.text"),
        (texts(say={"en": "{way=air {sent_on}"}), "piece_wrong", "layout.blocks.1.text"),
        (texts(say={"en": "{way=rail}{sent_on}"}), "option_unknown", "layout.blocks.1.text"),
        (texts(say={"en": "{owner:400}"}), "blank_width", "texts.0"),
        ({"foot": ["nothing"]}, "text_unknown", "foot.0"),
        ({"foot": [{"text": "@say", "when": {"way": "rail"}}]}, "option_unknown", "foot.0.when"),
        ({"sample": {"values": {"nobody": "x"}}}, "field_unknown", "sample"),
        ({"sample": {"rows": {"birds": [["x"]]}}}, "group_unknown", "sample.rows.birds"),
        ({"sample": {"rows": {"animals": [["x"]]}}}, "sample_columns", "sample.rows.animals"),
    ],
)  # fmt: skip
def test_a_fault_is_told_at_its_place(changed: dict[str, Any], code: str, place: str) -> None:
    assert told(small(**changed)).get(code) == place


@pytest.mark.parametrize(
    ("group", "code", "place"),
    [
        ({"columns": {"name": {"en": "N", "kind": "enum"}, "chip": {"en": "C"}}}, "column_kind", "columns.0.kind"),
        (
            {"columns": {"name": {"en": "N", "code_list": "x"}, "chip": {"en": "C"}}},
            "unknown_code_list", "columns.0.code_list",
        ),
        (
            {"columns": {"name": {"en": "N", "source": ["contract_no"]}, "chip": {"en": "C"}}},
            "source_no_rows", "columns.0.source",
        ),
        (
            {"columns": {"name": {"en": "N", "source": ["x"]}, "chip": {"en": "C"}}},
            "unknown_source", "columns.0.source",
        ),
        ({"columns": {"name": {}, "chip": {"en": "C"}}}, "words_missing", "columns.0"),
        ({"min_rows": 9, "max_rows": 3}, "more_needed_than_allowed", ""),
        ({"label": {"zh": "动物"}}, "words_missing", "label"),
        (
            {"columns": {
                "name": {"en": "N", "source": ["goods_lines[].weight"]},
                "chip": {"en": "C", "source": ["containers[].seal_no"]},
            }},
            "group_of_two_lists", "",
        ),
    ],
)  # fmt: skip
def test_a_fault_of_rows_is_told_at_its_place(group: dict[str, Any], code: str, place: str) -> None:
    changed = small(groups={"animals": {**small()["groups"]["animals"], **group}})
    assert told(changed).get(code) == f"groups.0.{place}".rstrip(".")


def test_a_sample_has_rows_for_the_boxes_that_repeat_with_them() -> None:
    weight = {"en": "Weight", "repeats": "goods_line", "source": {"from": ["goods_lines[].weight"], "rule": "lines"}}
    form = with_blocks({"rows": [["weight"]]}, **fields(weight=weight), sample={"rows": {"goods_lines": [["12"]]}})
    form["layout"]["goods"] = {"cols": {"weight": 172}}
    assert told(form) == {}
    assert told({**form, "sample": {"rows": {"containers": [["12"]]}}}) == {"group_unknown": "sample.rows.containers"}


def test_rows_are_not_called_as_a_path_begins_and_are_placed() -> None:
    birds = {"label": {"en": "Birds"}, "columns": {"name": {"en": "Name"}}}
    assert told(small(groups={**small()["groups"], "birds": birds}))["group_not_placed"] == "groups.1"
    values = small(groups={"values": birds})
    values["layout"]["blocks"][2] = {"table": "values", "cols": [182]}
    assert told(values) == {"group_reserved": "groups.0"}


def test_the_marks_of_a_text_are_the_same_in_every_language() -> None:
    words = {"en": "{way~sea|by sea} {way=air} {sent_on:30}{^1}", "zh": "{sent_on}{way~sea|海运}{way=air}"}
    made = small(languages=["en", "zh"], texts={"say": words})
    assert told(made)["marks_differ"] == "texts.0"
    made["texts"]["say"]["zh"] += "{^1}"
    assert "marks_differ" not in told(made)


def test_fields_that_wait_for_each_other_are_named() -> None:
    first = {"rows": [["due_on"]], "when": {"owner": "any"}}
    then = {"rows": [["owner"]], "when": {"due_on": "any"}}
    made = small()
    made["layout"]["blocks"] = [{"rows": [["sent_on"]]}, first, then, *made["layout"]["blocks"][1:]]
    found = [fault for fault in catalogue().format_faults(made) if fault.code == "conditions_in_circle"]
    assert [fault.params for fault in found] == [{"keys": "owner, due_on"}]


def test_a_key_stands_once() -> None:
    made = with_blocks()
    made["fields"] = [*({"key": key, **one} for key, one in made["fields"].items()), OWNER]
    assert set(told(made)) == {"key_twice"}
