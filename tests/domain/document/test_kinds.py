"""Kinds of field: what each takes, refuses and stores."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.document.kinds import KINDS, Limits, faults, normalised
from tests.factories.shapes import Names, option


def found(kind: str, text: str, **limits: Any) -> list[tuple[str, dict[str, object]]]:
    return list(faults(text, Limits(kind=kind, **limits)))


STATES = (option("liquid", "液体", "Liquid"), option("solid", "固体", "Solid"))


@pytest.mark.parametrize("kind", ["text", "textarea", "richtext", "quantity", "money"])
def test_any_text_may_stand_where_words_are_meant(kind: str) -> None:
    assert found(kind, "约 30 kg, X-RAYED") == []


@pytest.mark.parametrize("kind", ["text", "quantity", "money", "date_or_text"])
def test_only_long_texts_have_lines(kind: str) -> None:
    assert normalised(kind, "a \n\n b") == "a b"
    assert normalised("textarea", "a\n\nb") == normalised("richtext", "a\r\n\r\nb") == "a\n\nb"


@pytest.mark.parametrize(
    ("character", "code"),
    [("\x07", "control_character"), ("\ufffd", "damaged_character"), ("\x00", "damaged_character")],
)
def test_what_cannot_be_printed_is_named_with_its_place(character: str, code: str) -> None:
    ((told, params),) = found("textarea", f"a\nb{character}")
    assert (told, params["line"], params["column"]) == (code, 2, 2)


@pytest.mark.parametrize("character", [*"\t\r\u2028", *"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"])
def test_what_is_turned_or_dropped_before_it_prints_is_no_fault(character: str) -> None:
    assert found("textarea", f"a{character}b") == []


def test_the_fonts_are_asked_where_they_are_known() -> None:
    assert found("text", "a𬺨", covers=str.isascii)[0][0] == "unassigned_character"
    assert found("text", "a鱼", covers=str.isascii)[0][0] == "no_glyph"
    assert found("text", "a鱼") == []


def test_a_text_may_be_as_long_as_its_box() -> None:
    assert found("text", "字" * 5, max_length=5) == []
    assert found("text", "字" * 6, max_length=5) == [("too_long", {"max_length": 5, "length": 6})]


@pytest.mark.parametrize(
    ("kind", "text", "wrong"),
    [
        ("date", "2026-02-28", []),
        ("date", "2026-02-30", ["not_a_date"]),
        ("date", "2026-02-28 09:00:00", ["not_a_date"]),
        ("date_or_text", "2026-02-30", ["not_a_date"]),
        ("date_or_text", "2026-2-3", ["not_a_date"]),
        ("date_or_text", "SUMMER 2026-02-30", []),
    ],
)
def test_a_day_must_be_one(kind: str, text: str, wrong: list[str]) -> None:
    assert found(kind, text) == [(code, {}) for code in wrong]


def test_a_number_has_no_sign_and_not_too_many_decimals() -> None:
    assert found("decimal", "heavy") == [("not_a_number", {})]
    assert found("decimal", "0.902", decimals=3) == []
    assert found("decimal", "0.9020", decimals=3) == [("too_many_decimals", {"decimals": 3})]
    assert found("decimal", "0.9020") == []
    assert found("decimal", "30", decimals=0) == []


def test_one_option_is_chosen_or_several_where_the_box_says_so() -> None:
    assert found("enum", "liquid", options=STATES) == []
    assert found("enum", "liquid,solid", options=STATES) == [("not_an_option", {"value": "liquid,solid"})]
    assert found("enum", "liquid, solid", options=STATES, is_multiple=True) == []
    assert found("enum", "liquid,plasma", options=STATES, is_multiple=True) == [("not_an_option", {"value": "plasma"})]


def test_a_code_must_stand_in_its_list_where_the_list_is_known() -> None:
    known = {"names": Names(), "code_list": "packages"}
    assert found("code", "22", **known) == []
    assert found("code", "99", **known) == [("not_in_list", {"value": "99", "list": "packages"})]
    assert found("code", "99", names=Names()) == []
    assert found("code", "99", code_list="packages") == []


def test_a_country_is_three_capitals_of_a_country_that_exists() -> None:
    assert found("country", "JPN", names=Names()) == []
    assert found("country", "QQQ", names=Names()) == [("not_a_country", {"value": "QQQ"})]
    assert found("country", "QQQ") == []
    assert found("country", "jpn") == [("not_a_country", {"value": "jpn"})]
    assert found("country", "JP") == [("not_a_country", {"value": "JP"})]


def test_a_code_or_country_is_looked_up_by_any_of_its_names() -> None:
    class English(Names):
        def _in(self, language: str, names: Any) -> str | None:
            return super()._in(language, names) if language == "en" else None

    assert found("code", "22", names=English(), code_list="packages") == []
    assert found("country", "JPN", names=English()) == []


def test_a_picture_cannot_be_typed() -> None:
    assert found("image", "x") == [("not_entered", {})]


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        ("decimal", "３６,０００.5", "36000.5"),
        ("decimal", "1,234,567", "1234567"),
        ("decimal", "1,2", "1,2"),
        ("decimal", "　30　", "30"),
        ("date", "2021/3/1", "2021-03-01"),
        ("date_or_text", "2021/3/1", "2021/3/1"),
        ("code", "２２", "22"),
        ("code", "2021/3/1", "2021/3/1"),
        ("country", "ＪＰＮ", "JPN"),
        ("text", " ＪＰＮ ", "ＪＰＮ"),
        ("text", "a\rb\r\nc", "a b c"),
        ("textarea", "a\rb\r\nc", "a\nb\nc"),
    ],
)
def test_what_is_typed_is_stored_in_one_form(kind: str, typed: str, stored: str) -> None:
    assert normalised(kind, typed) == stored


def test_every_kind_of_the_schema_has_its_row() -> None:
    assert set(KINDS) == {
        "text", "textarea", "richtext", "date", "date_or_text", "enum", "code", "country", "quantity", "decimal",
        "money", "image",
    }  # fmt: skip
