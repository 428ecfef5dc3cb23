"""Who enters what: results of customs stay with the tests they belong to."""

from __future__ import annotations

from app.domain.document.sides import applicants_rows, columns_of, value_keys
from tests.factories.shapes import box, column, form

FORM = form(
    box("consignor"),
    box("officer", entered_by="customs"),
    columns=(
        column("test_items", "test"),
        column("test_items", "result", entered_by="customs"),
        column("goods_lines", "weight"),
    ),
)


def test_each_side_has_its_own_boxes_and_columns() -> None:
    assert value_keys(FORM, "applicant") == {"consignor"}
    assert value_keys(FORM, "customs") == {"officer"}
    assert columns_of(FORM, "test_items", "customs") == {"result"}
    assert columns_of(FORM, "test_items", "applicant") == {"test"}
    assert columns_of(FORM, "goods_lines", "customs") == frozenset()


def test_a_result_stays_with_its_test_wherever_the_row_moves() -> None:
    kept = {"test_items": [{"test": "LEAD", "result": "0.1"}, {"test": "CADMIUM", "result": "0.2", "note": " "}]}
    written = {"test_items": [{"test": "CADMIUM", "note": ""}, {"test": "ZINC"}, {"test": "LEAD"}]}
    assert applicants_rows(FORM, written, kept=kept) == {
        "test_items": [{"test": "CADMIUM", "result": "0.2"}, {"test": "ZINC"}, {"test": "LEAD", "result": "0.1"}]
    }


def test_a_test_that_stands_twice_gives_each_result_once() -> None:
    kept = {"test_items": [{"test": "LEAD", "result": "0.1"}, {"test": "LEAD", "result": "0.3"}]}
    written = {"test_items": [{"test": "LEAD"}] * 3}
    found = applicants_rows(FORM, written, kept=kept)["test_items"]
    assert [row.get("result") for row in found] == ["0.1", "0.3", None]


def test_an_applicant_cannot_write_a_result() -> None:
    written = {"test_items": [{"test": "LEAD", "result": "FORGED"}], "goods_lines": [{"weight": "1", "x": ""}]}
    assert applicants_rows(FORM, written, kept={}) == {
        "test_items": [{"test": "LEAD"}], "goods_lines": [{"weight": "1", "x": ""}],
    }  # fmt: skip
