"""The header of an application: what its columns hold, and how typed values are stored."""

from __future__ import annotations

import pytest

from app.domain.document.application_header import MAX_LENGTHS, faults, stored
from app.domain.document.fields import FieldError


def test_typed_values_are_stored_in_one_form() -> None:
    typed = {
        "inspection_no": " ２２１000004184565 ", "declaring_customs": "０９００", "destination_country": "ＪＰＮ",
        "declaration_date": "2026/3/1", "producer": " 大连　工厂 ", "organisation_id": 7,
    }  # fmt: skip
    assert stored(typed) == {
        "inspection_no": "221000004184565", "declaring_customs": "0900", "destination_country": "JPN",
        "declaration_date": "2026-03-01", "producer": "大连　工厂", "organisation_id": 7,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("name", "limit"),
    [
        ("inspection_no", 15), ("declaring_customs", 6), ("consignor_name_zh", 150), ("consignor_name_foreign", 400),
        ("consignee_name_zh", 150), ("consignee_name_foreign", 400), ("destination_country", 3), ("producer", 150),
    ],
)  # fmt: skip
def test_each_entry_may_be_as_long_as_its_column(name: str, limit: int) -> None:
    assert faults({name: "x" * limit}) == []
    assert faults({name: "x" * (limit + 1)}) == [
        FieldError(f"application.{name}", "too_long", {"max_length": limit, "length": limit + 1})
    ]


def test_every_text_of_the_header_has_a_length() -> None:
    assert len(MAX_LENGTHS) == 8


def test_what_no_paper_shows_is_refused_and_a_line_end_becomes_a_blank() -> None:
    (found,) = faults({"producer": "a\x1fb"})
    assert (found.path, found.code, found.params["number"]) == ("application.producer", "control_character", "U+001F")
    assert stored({"producer": "a\tb\nc\u200bd"}) == {"producer": "a b cd"}
    assert faults({"producer": "a b"}) == []


def test_a_day_of_declaration_must_be_one() -> None:
    assert faults({"declaration_date": "2026-02-30"}) == [FieldError("application.declaration_date", "not_a_date")]
    assert faults({"declaration_date": "2026-02-28"}) == []
    assert faults({"declaration_date": ""}) == []


def test_nothing_is_wrong_with_what_is_missing_or_no_text() -> None:
    assert faults({}) == []
    assert faults({"producer": None, "declaration_date": None}) == []
    assert faults({"declaration_date": 20260228}) == []
