"""What stands in the way of a format, in words; and what an empty field is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.catalogue.faults import Fault
from app.views.formats.words import told
from app.views.home.notices import NoticeForm

if TYPE_CHECKING:
    from flask import Flask

pytestmark = pytest.mark.one_database(reason="words of the catalogue; no query of its own")

DEFINITION = {"fields": [{"key": "remark", "zh": "备注", "en": "Remark"}], "layout": {"blocks": []}}


@pytest.mark.parametrize(
    ("place", "code", "params", "where", "text"),
    [
        ("layout", "not_placed", {"key": "remark"}, "Layout", "“Remark” is not placed in the layout"),
        ("fields.0", "rule_prints_no_rows", {"rule": "first"}, "Fields · Remark", "“the first that is there”"),
        ("fields.0", "source_of_other_rows", {"path": "consignor_name_en"}, "Fields · Remark", "“Consignor name"),
        ("fields.0", "key_twice", {"key": "remark"}, "Fields · Remark", "The key “remark” stands twice"),
    ],
)
def test_a_fault_names_fields_sources_and_rules_as_the_editor_does(
    app: Flask, place: str, code: str, params: dict[str, str], where: str, text: str
) -> None:
    with app.test_request_context(headers={"Accept-Language": "en"}):
        (one,) = told([Fault(place, code, params)], DEFINITION)
    assert one["where"] == where
    assert text in one["text"]


def test_an_empty_field_is_told_in_the_words_of_the_house(app: Flask) -> None:
    with app.test_request_context(method="POST", headers={"Accept-Language": "en"}):
        form = NoticeForm(meta={"csrf": False})
        form.roles.choices = form.organisation_ids.choices = []
        assert not form.validate()
    assert form.title.errors == ["Fill this in."]
