"""Shared rows: what is saved in one document goes into another, and nothing that only the other says is lost."""

from __future__ import annotations

import pytest

from app.domain.document.shared_rows import SHARED_GROUPS, Move, moves, shared_columns, written
from tests.factories.shapes import column, form

COLUMNS = frozenset({"name", "weight"})


def spread(
    before: list[dict[str, str]],
    after: list[dict[str, str]],
    origins: list[int | None],
    other: list[dict[str, str]],
    *,
    keeps_rest: bool = True,
) -> list[dict[str, str]]:
    found = moves(before, after, origins)
    return [dict(row) for row in written(found, before, other, COLUMNS, keeps_rest=keeps_rest)]


def test_a_changed_row_keeps_the_other_document_s_own_cells() -> None:
    before, other = [{"name": "A"}], [{"name": "A", "maker": "M"}]
    assert spread(before, [{"name": "B"}], [0], other) == [{"name": "B", "maker": "M"}]


def test_rows_are_added_deleted_and_reordered_by_their_origin() -> None:
    before = [{"name": "A"}, {"name": "B"}, {"name": "C"}]
    other = [{**row, "maker": row["name"].lower()} for row in before]
    after: list[dict[str, str]] = [{"name": "C"}, {"name": "NEW"}, {"name": "A"}]
    assert spread(before, after, [2, None, 0], other) == [
        {"name": "C", "maker": "c"}, {"name": "NEW"}, {"name": "A", "maker": "a"},
    ]  # fmt: skip


def test_a_row_that_the_saved_form_cannot_show_is_not_deleted() -> None:
    before: list[dict[str, str]] = [{"name": "A"}, {}]
    other = [{"name": "A"}, {"maker": "ONLY THERE"}]
    assert moves(before, [{"name": "A"}], [0]) == [Move(0, {"name": "A"}), Move(1, {})]
    assert spread(before, [{"name": "A"}], [0], other) == [{"name": "A"}, {"maker": "ONLY THERE"}]


def test_rows_of_the_other_document_that_belong_to_none_stay_unless_they_are_replaced() -> None:
    before, other = [{"name": "A"}], [{"name": "X"}, {"name": "A", "maker": "M"}]
    assert spread(before, [{"name": "B"}], [0], other) == [{"name": "B", "maker": "M"}, {"name": "X"}]
    assert spread(before, [{"name": "B"}], [0], other, keeps_rest=False) == [{"name": "B", "maker": "M"}]


def test_one_origin_counts_once() -> None:
    assert [move.origin for move in moves([{"name": "A"}], [{"name": "B"}, {"name": "C"}], [0, 0])] == [0, None]


def test_only_columns_that_the_applicant_fills_in_in_both_forms_are_shared() -> None:
    one = form(
        columns=(
            column("goods_lines", "weight"), column("goods_lines", "result", entered_by="customs"),
            column("goods_lines", "brand"), column("containers", "seal_no"),
        )
    )  # fmt: skip
    other = form(
        columns=(column("goods_lines", "weight"), column("goods_lines", "result"), column("containers", "brand"))
    )
    assert shared_columns(one, other, "goods_lines") == {"weight"}


@pytest.mark.parametrize("origin", [-1, 1, 7])
def test_an_origin_that_the_document_never_had_is_a_new_row(origin: int) -> None:
    assert moves([{"name": "A"}], [{"name": "B"}], [origin]) == [Move(None, {"name": "B"})]


def test_a_row_without_an_origin_is_new_and_a_filled_row_that_was_not_sent_is_deleted() -> None:
    assert moves([{"name": "A"}, {"name": "B"}], [{"name": "C"}], []) == [Move(None, {"name": "C"})]


def test_a_sent_row_is_not_repeated_although_it_was_empty() -> None:
    assert moves([{}, {}], [{"name": "A"}], [0]) == [Move(0, {"name": "A"}), Move(1, {})]


def test_rows_of_documents_with_as_many_rows_belong_together_whatever_they_say() -> None:
    before, other = [{"name": "A"}, {"name": "B"}], [{"name": "B", "maker": "M"}, {"name": "A", "maker": "N"}]
    assert spread(before, [{"name": "C"}, {"name": "D"}], [0, 1], other) == [
        {"maker": "M", "name": "C"}, {"maker": "N", "name": "D"},
    ]  # fmt: skip


def test_two_rows_that_say_the_same_have_a_partner_each() -> None:
    """A form with two equal goods lines and one more in the other document: each keeps its own maker."""
    before = [{"name": "A", "weight": " "}, {"name": "A"}]
    other = [{"name": "A", "maker": "M"}, {"name": "A", "maker": "N", "weight": ""}, {"maker": "O"}, {}]
    assert spread(before, [{"name": "A"}, {"name": "B"}], [0, 1], other) == [
        {"maker": "M", "name": "A"}, {"maker": "N", "name": "B"}, {"maker": "O"},
    ]  # fmt: skip


def test_a_column_that_the_saved_document_does_not_share_is_not_written() -> None:
    before, other = [{"name": "A"}], [{"name": "A", "maker": "M"}, {"name": "Z"}]
    assert spread(before, [{"name": "B", "maker": "FORGED"}], [0], other, keeps_rest=False) == [
        {"maker": "M", "name": "B"}
    ]


def test_a_row_without_a_partner_brings_only_what_was_saved() -> None:
    before, other = [{"name": "A"}], [{"name": "X", "maker": "M"}, {"name": "Y"}]
    assert spread(before, [{"name": "A"}], [0], other) == [{"name": "A"}, {"name": "X", "maker": "M"}, {"name": "Y"}]


def test_the_goods_and_the_containers_are_shared() -> None:
    assert SHARED_GROUPS == ("goods_lines", "containers")
