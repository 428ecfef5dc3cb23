"""Two versions of a format compared: what differs is told in words."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from flask import Flask

from app.catalogue.loader import catalogue
from app.views.formats.difference_words import Row, difference_rows
from tests.factories.paper_forms import form

pytestmark = [
    pytest.mark.function("5.6-publish"),
    pytest.mark.one_database(reason="words of the catalogue; no query of its own"),
]


@pytest.fixture
def old() -> dict[str, Any]:
    return catalogue().formats["c3-1"].model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _told(app: Flask, old: dict[str, Any], new: dict[str, Any]) -> list[Row]:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        return difference_rows(old, new)


def test_a_label_a_length_a_row_and_a_text_are_told_in_words(app: Flask, old: dict[str, Any]) -> None:
    new = copy.deepcopy(old)
    fields = {field["key"]: field for field in new["fields"]}
    fields["consignor"]["en"] = "Sender"
    fields["consignee"]["max_length"] = 600
    new["statements"][0]["en"] = "CUSTOMS"
    new["layout"]["blocks"][0]["rows"][0] = [{"f": "consignor", "w": 8}, "remark"]
    told = _told(app, old, new)
    assert [(one.item.partition(" · ")[2] or one.item, one.new) for one in told] == [
        ("English label", "Sender"),
        ("Greatest length", "600"),
        ("English label", "CUSTOMS"),
        ("Block 1", "Rows of boxes; row 1: Sender (8/12), Remark"),
    ]
    assert "row 2" not in told[-1].old


def test_a_new_field_says_everything_that_it_holds_and_no_row_shows_code(app: Flask, old: dict[str, Any]) -> None:
    new = copy.deepcopy(old)
    new["fields"].append({"key": "extra", "zh": "附加", "en": "Extra", "kind": "textarea", "max_length": 300})
    next(field for field in new["fields"] if field.get("options"))["options"][0]["value"] = "first"
    new["layout"]["blocks"].reverse()
    told = _told(app, old, new)
    assert told[0] == Row(
        "Fields",
        "Extra",
        "added",
        "",
        "Chinese label: 附加; English label: Extra; Kind: Several lines; Greatest length: 300",
    )
    texts = [text for one in told for text in (one.old, one.new)]
    assert not [text for text in texts if "{" in text or "[" in text]
    assert not [text for text in texts if "_" in text.replace("second_original", "")]


def test_a_column_of_a_table_is_told_by_its_own_name(app: Flask, old: dict[str, Any]) -> None:
    column = {"key": "batch", "zh": "批号", "en": "Batch", "kind": "text", "max_length": 20}
    table = {"key": "batches", "zh": "批次表", "en": "Batches", "repeats": "goods_line", "columns": [column]}
    before = {**old, "tables": [table]}
    after = {**old, "tables": [{**table, "columns": [{**column, "max_length": 50}]}]}
    assert _told(app, before, after) == [Row("Tables", "Batches · Batch · Greatest length", "changed", "20", "50")]


def test_changes_of_a_form_are_told_in_words(app: Flask) -> None:
    old = form("eaeu-fish").model_dump(mode="json", by_alias=True, exclude_defaults=True)
    new = copy.deepcopy(old)
    new["languages"] = ["ru", "en"]
    new["title"]["ru"] = "СЕРТИФИКАТ"
    new["texts"].pop()
    new["groups"][0]["columns"][0]["en"] = "Vessel"
    new["groups"][0]["columns"][0]["required"] = True
    new["layout"]["blocks"].insert(0, {"page": True})
    new["layout"]["blocks"][2]["when"] = {"kind": ["wild"]}
    told = {(one.part, one.item, one.change): (one.old, one.new) for one in _told(app, old, new)}
    assert told["Basic data", "Languages of the paper", "changed"] == ("ru, en, zh", "ru, en")
    assert told["Fixed texts", "Signature and stamp must be in a colour …", "removed"][1] == ""
    assert ("Row groups", "Processing vessels and cold stores · Vessel · English label", "changed") in told
    assert ("Layout", "Block 1", "changed") in told
