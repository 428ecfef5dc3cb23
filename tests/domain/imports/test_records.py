"""Records of an import file: one a number, with its rows, and every error by its place."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.imports.cells import Cells
from app.domain.imports.files import ImportSheet
from app.domain.imports.records import Parsed, parse
from tests.factories.import_layouts import LAYOUT

ONE, TWO = "221000004184565", "221000004184566"


def parsed(**sheets: list[list[Any]]) -> Parsed:
    """Parse sheets by their names, in the order given."""
    reader = Cells(codes={"countries": {"jpn": "JPN", "kor": "KOR"}}, items={})
    return parse(LAYOUT, [ImportSheet(name=name, rows=rows) for name, rows in sheets.items()], reader)


def errors(found: Parsed) -> list[tuple[str, str, str, str, str]]:
    return [(one.sheet, one.row, one.column, one.code, one.value) for one in found.errors]


HEAD, GOODS_HEAD = ["inspection_no", "country", "note"], ["inspection_no", "weight", "brand"]


def test_a_header_and_its_rows_become_one_record_wherever_their_sheets_stand() -> None:
    found = parsed(
        goods=[GOODS_HEAD, [f" {ONE}", "10", "SEA"], [ONE, "12", ""]],
        help=[["anything"], ["at all"]],
        main=[HEAD, [ONE, "jpn", None], [], ["", " ", []]],
        empty=[],
    )
    assert errors(found) == []
    record = found.records[ONE]
    assert (record.number, record.sheet, record.row, record.has_errors) == (ONE, "main", "2", False)
    assert record.header == {"inspection_no": ONE, "country": "JPN"}
    assert record.rows == {
        "goods_lines": [
            {"weight": "10", "brand": "SEA", "line_no": "1"}, {"weight": "12", "line_no": "2"},
        ],
        "containers": [],
    }  # fmt: skip
    assert [label for _, label in record.places["goods_lines"]] == ["2", "3"]


def test_one_flat_sheet_repeats_the_header_of_a_record_with_many_rows() -> None:
    head = ["inspection_no", "country", "goods·weight", "containers·container_no"]
    found = parsed(flat=[head, [ONE, "jpn", "10", "A"], [ONE, "JPN", "12"], [TWO, "kor", "1"]])
    assert errors(found) == []
    assert list(found.records) == [ONE, TWO]
    assert [row["weight"] for row in found.records[ONE].rows["goods_lines"]] == ["10", "12"]
    assert found.records[ONE].rows["containers"] == [{"container_no": "A"}]


def test_a_row_that_says_something_else_of_its_header_is_told() -> None:
    head = ["inspection_no", "country", "goods·weight"]
    found = parsed(flat=[head, [ONE, "jpn", "10"], [ONE, "kor", "12"]])
    assert errors(found) == [("flat", "3", "country", "differs_from_first_row", "KOR")]
    assert found.records[ONE].has_errors
    assert found.records[ONE].header["country"] == "JPN"


def test_headings_that_mean_nothing_or_the_same_are_told() -> None:
    found = parsed(main=[[*HEAD, "colour ", "", "Country/Region"], [ONE, "jpn", "x", "red", "y", "kor"]],
                   goods=[GOODS_HEAD, [ONE, "1"]])  # fmt: skip
    assert errors(found) == [
        ("main", "1", "colour", "unknown_column", "colour"),
        ("main", "1", "Country/Region", "column_twice", "Country/Region"),
    ]
    assert found.records[ONE].header["country"] == "JPN"


def test_a_sheet_without_the_number_is_not_read() -> None:
    found = parsed(main=[["country"], ["jpn"]])
    assert errors(found) == [("main", "1", "inspection_no", "column_missing", "")]
    assert found.records == {}


def test_a_needed_column_that_is_missing_is_told_once_for_all_rows() -> None:
    found = parsed(main=[["inspection_no"], [ONE], [TWO]], goods=[["inspection_no", "brand"], [ONE, "A"], [TWO, "B"]])
    assert errors(found) == [
        ("main", "1", "country", "column_missing", ""), ("goods", "1", "goods_lines.weight", "column_missing", ""),
    ]  # fmt: skip
    assert [record.has_errors for record in found.records.values()] == [True, True]


def test_a_needed_cell_that_is_empty_is_told_in_its_row() -> None:
    found = parsed(main=[HEAD, [ONE, "", "x"]], goods=[GOODS_HEAD, [ONE, "1", ""], [ONE, "", "A"]])
    assert errors(found) == [
        ("main", "2", "country", "required", ""), ("goods", "3", "goods_lines.weight", "required", ""),
    ]  # fmt: skip
    assert found.records[ONE].has_errors


@pytest.mark.parametrize(
    ("number", "code", "value"),
    [("2210", "inspection_no", "2210"), ("", "required", ""), ("x" * 100, "inspection_no", "X" * 80)],
)
def test_a_row_without_a_right_number_is_told(number: str, code: str, value: str) -> None:
    found = parsed(main=[HEAD, [number, "jpn", "x"]])
    assert errors(found) == [("main", "2", "inspection_no", code, value)]
    assert found.records == {}


def test_rows_of_a_number_that_the_first_sheet_does_not_have_are_told() -> None:
    found = parsed(main=[HEAD, [ONE, "jpn", "x"]], goods=[GOODS_HEAD, [ONE, "1", "A"], [TWO, "1", "A"]])
    assert errors(found) == [("goods", "3", "inspection_no", "not_in_first_sheet", TWO)]
    assert list(found.records) == [ONE]


def test_a_record_without_goods_is_told_and_one_without_containers_is_not() -> None:
    found = parsed(main=[HEAD, [ONE, "jpn", "x"]])
    assert errors(found) == [("main", "2", "inspection_no", "no_goods_lines", ONE)]
    assert found.records[ONE].has_errors


def test_a_wrong_cell_is_told_with_its_parameters_and_kept_as_it_came() -> None:
    found = parsed(main=[HEAD, [ONE, "nowhere", "x"]], goods=[GOODS_HEAD, [ONE, "much", "A"]])
    assert errors(found) == [
        ("main", "2", "country", "not_a_country", "nowhere"),
        ("goods", "2", "goods_lines.weight", "not_a_number", "much"),
    ]
    assert found.errors[0].params == {"value": "nowhere", "list": "countries"}
    assert found.records[ONE].has_errors
    assert found.records[ONE].header["country"] == "nowhere"


def test_two_lines_of_one_number_are_told_once_and_a_given_number_stays() -> None:
    head = ["inspection_no", "line_no", "weight"]
    rows = [[ONE, "8", "1"], [ONE, "7", "2"], [ONE, "8", "3"], [ONE, "7", "4"], [ONE, "7", "5"], [ONE, "9", "6"]]
    found = parsed(main=[HEAD, [ONE, "jpn", "x"]], goods=[head, *rows])
    assert errors(found) == [
        ("main", "2", "goods_lines.line_no", "line_twice", "7"),
        ("main", "2", "goods_lines.line_no", "line_twice", "8"),
    ]  # fmt: skip
    assert found.errors[0].params == {"value": "7"}
    assert found.records[ONE].has_errors
    assert [row["line_no"] for row in found.records[ONE].rows["goods_lines"]] == ["8", "7", "8", "7", "7", "9"]


def test_a_cell_that_is_no_text_is_kept_as_it_came_and_told() -> None:
    found = parsed(main=[HEAD, [ONE, "jpn", 7]], goods=[GOODS_HEAD, [ONE, "1", "A"]])
    assert errors(found) == [("main", "2", "note", "not_a_text", "7")]
    assert found.records[ONE].header["note"] == 7


def test_a_number_that_came_as_a_number_is_one() -> None:
    found = parsed(main=[HEAD, [int(ONE), "jpn", "x"]], goods=[GOODS_HEAD, [int(ONE), "1", "A"]])
    assert errors(found) == []
    assert found.records[ONE].header["inspection_no"] == ONE


def test_what_is_wrong_in_one_record_does_not_hide_what_another_one_lacks() -> None:
    found = parsed(
        main=[HEAD, [ONE, "nowhere", "x"], [TWO, "", "x"]], goods=[GOODS_HEAD, [ONE, "1", "A"], [TWO, "1", "A"]]
    )
    assert [(row, code) for _, row, _, code, _ in errors(found)] == [("2", "not_a_country"), ("3", "required")]
