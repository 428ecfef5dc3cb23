"""Cells of an import file: what is kept, and what is wrong with them."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.imports.cells import Cells, ways_to_write
from tests.factories.import_layouts import field

COUNTRIES = {"jpn": "JPN", "japan": "JPN", "日本": "JPN"}
PARTS = (field("kind", required=True, zh="种类"), field("count", "int", zh="数量"), field("note", zh="备注"))


def cells() -> Cells:
    return Cells(codes={"countries": COUNTRIES, "packages": {"22": "22", "cartons": "22"}}, items={"boxes": PARTS})


def read(kind: str, value: object, **given: Any) -> tuple[object, list[Any]]:
    return cells().read(field(given.pop("key", "x"), kind, **given), value)


def codes(found: tuple[object, list[Any]]) -> tuple[object, list[str]]:
    return found[0], [code for code, _ in found[1]]


@pytest.mark.parametrize(
    ("kind", "text", "kept", "wrong"),
    [
        ("text", " HAIAN ", "HAIAN", []),
        ("text", "a\nb\tc\u200b", "a b c", []),
        ("text", "a\ufffdb", "a\ufffdb", ["damaged_character"]),
        ("textarea", "a\nb", "a\nb", []),
        ("text", "x" * 21, "x" * 21, ["too_long"]),
        ("date", "2026/3/1", "2026-03-01", []),
        ("date", "2026-03-01 00:00:00", "2026-03-01", []),
        ("date", "2026-03-01 09:00:00", "2026-03-01 09:00:00", ["not_a_date"]),
        ("decimal", "1,234.50", "1234.50", []),
        ("decimal", "1.234", "1.234", ["too_many_decimals"]),
        ("int", "12", "12", []),
        ("int", "12.5", "12.5", ["not_a_whole_number"]),
        ("int", "many", "many", ["not_a_number"]),
        ("datetime", "2026-03-01", "2026-03-01", []),
        ("datetime", "2026-03-01 09:30", "2026-03-01 09:30", []),
        ("datetime", "2026-03-01T23:59:59.123", "2026-03-01 23:59:59", []),
        ("datetime", "２０２６-03-01 09:30", "2026-03-01 09:30", []),
        ("datetime", "2026-03-01 24:00", "2026-03-01 24:00", ["not_a_date"]),
        ("datetime", "2026-03-01 23:60", "2026-03-01 23:60", ["not_a_date"]),
        ("datetime", "2026-03-01 23:59:60", "2026-03-01 23:59:60", ["not_a_date"]),
        ("datetime", "2026-02-30 09:30", "2026-02-30", ["not_a_date"]),
        ("datetime", "soon", "soon", ["not_a_date"]),
        ("bool", "是", "1", []),
        ("bool", "Ｙ", "1", []),
        ("bool", "TRUE", "1", []),
        ("bool", "1", "1", []),
        ("bool", "yes", "1", []),
        ("bool", "否", "0", []),
        ("bool", "n", "0", []),
        ("bool", "No", "0", []),
        ("bool", "false", "0", []),
        ("bool", "0", "0", []),
        ("bool", "perhaps", "perhaps", ["not_yes_or_no"]),
    ],
)
def test_a_cell_is_read_by_its_kind(kind: str, text: str, kept: str, wrong: list[str]) -> None:
    assert codes(read(kind, text)) == (kept, wrong)


@pytest.mark.parametrize(("text", "wrong"), [("03047500", []), ("0304750000", []), ("030475000", ["not_an_hs_code"])])
def test_a_tariff_number_has_eight_or_ten_digits(text: str, wrong: list[str]) -> None:
    assert codes(read("text", text, key="hs_code")) == (text, wrong)


def test_an_option_is_read_whatever_its_letters() -> None:
    assert read("enum", "Liquid", options=("liquid",)) == ("liquid", [])
    assert read("enum", "Plasma", options=("liquid",)) == ("Plasma", [("not_an_option", {"value": "Plasma"})])


def test_a_code_is_found_by_any_of_its_names() -> None:
    assert read("code", "ＣＡＲＴＯＮＳ ", code_list="packages") == ("22", [])
    assert read("code", "Crates", code_list="packages") == (
        "Crates", [("not_in_list", {"value": "Crates", "list": "packages"})],
    )  # fmt: skip
    assert read("country", "日本", code_list="countries") == ("JPN", [])
    assert read("country", "Nowhere", code_list="countries") == (
        "Nowhere", [("not_a_country", {"value": "Nowhere", "list": "countries"})],
    )  # fmt: skip
    assert read("code", " anything ", code_list="unknown list") == ("anything", [])
    assert read("code", "anything") == ("anything", [])


@pytest.mark.parametrize("value", ["22, Cartons", "22，cartons", "22、 cartons、", ["22", "cartons"]])
def test_several_codes_stand_in_one_cell(value: object) -> None:
    assert read("codes", value, code_list="packages") == (["22", "22"], [])


def test_each_wrong_code_of_a_cell_is_told() -> None:
    kept, wrong = read("codes", "22,X,Y", code_list="packages")
    assert kept == ["22", "X", "Y"]
    assert [params["value"] for _, params in wrong] == ["X", "Y"]


@pytest.mark.parametrize("value", [7, ["a"], None])
def test_a_cell_that_is_no_text_is_refused(value: object) -> None:
    assert read("text", value) == ("", [("not_a_text", {})])


@pytest.mark.parametrize(
    "value",
    ["14|1|x; 15| 2 ;", [{"kind": "14", "count": "1", "note": "x"}, {"kind": "15", "count": "2", "note": None}]],
)
def test_a_list_is_read_from_json_or_from_signs(value: object) -> None:
    kept, wrong = read("list", value, items="boxes")
    assert kept == [{"kind": "14", "count": "1", "note": "x"}, {"kind": "15", "count": "2"}]
    assert wrong == []


def test_what_is_wrong_in_an_item_is_told_and_the_others_are_kept() -> None:
    kept, wrong = read("list", "14|1|x|9; |many; 15", items="boxes")
    assert kept == [{"count": "many"}, {"kind": "15"}]
    assert wrong == [
        ("not_such_an_item", {"form": "种类|数量|备注"}), ("item_part_missing", {"part": "种类"}), ("not_a_number", {}),
    ]  # fmt: skip
    assert codes(read("list", [{"kind": "1", "colour": "red"}], items="boxes")) == ([], ["not_such_an_item"])
    assert codes(read("list", "1")) == ([], ["not_such_an_item"])


def test_a_list_has_at_most_two_hundred_items() -> None:
    assert len(read("list", ["1"] * 200, items="boxes")[0]) == 200  # type: ignore[arg-type]
    assert read("list", ["1"] * 201, items="boxes") == ([], [("too_many_items", {"limit": 200})])


def test_a_text_is_read_once_for_each_field() -> None:
    reader = cells()
    number, word = field("n", "int"), field("w")
    assert reader.read(number, "12") is reader.read(number, "12")
    assert codes(reader.read(word, "x")) == ("x", [])
    assert codes(reader.read(number, "x")) == ("x", ["not_a_number"])


def test_a_name_that_two_codes_share_means_neither() -> None:
    found = ways_to_write([("22", ["Cartons", "箱"]), ("24", ["Crates", "箱", "22"]), ("A1", ["a1"])])
    assert found == {"22": "22", "24": "24", "a1": "A1", "cartons": "22", "crates": "24"}
