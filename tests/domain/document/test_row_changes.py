"""Rows compared: what came, went or changed, and nothing of what only moved on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.document.row_changes import RowChange, row_changes

if TYPE_CHECKING:
    from collections.abc import Sequence

A, B, C = {"name": "POLLOCK", "weight": "10"}, {"name": "COD", "weight": "20"}, {"name": "SQUID", "weight": "30"}
HEAVIER = {"name": "COD", "weight": "25"}


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ([A, B], [A, B], []),
        ([A, B], [A, HEAVIER], [RowChange(kind="changed", number=2, cells={"weight": ("20", "25")})]),
        ([A, C], [A, B, C], [RowChange(kind="added", number=2, row=B)]),
        ([A, B, C], [A, C], [RowChange(kind="removed", number=2, row=B)]),
        ([], [A], [RowChange(kind="added", number=1, row=A)]),
        (
            [A, B],
            [HEAVIER],
            [
                RowChange(kind="changed", number=1, cells={"name": ("POLLOCK", "COD"), "weight": ("10", "25")}),
                RowChange(kind="removed", number=2, row=B),
            ],
        ),
        ([{"name": "COD", "seal_no": ""}], [{"name": "COD"}], []),
    ],
)
def test_rows_are_told_by_what_happened_to_them(
    old: Sequence[dict[str, str]], new: Sequence[dict[str, str]], found: list[RowChange]
) -> None:
    assert list(row_changes(old, new)) == found


def test_rows_behind_a_replaced_run_keep_their_numbers() -> None:
    """Two rows in the middle became three: two changed, the third one came, and its number is that of the new rows."""
    old, new = [A, B, C], [A, {"name": "EEL"}, {"name": "CRAB"}, {"name": "CLAM"}, C]
    found = [(one.kind, one.number) for one in row_changes(old, new)]
    assert found == [("changed", 2), ("added", 3), ("added", 4)]
    back = [(one.kind, one.number) for one in row_changes(new, old)]
    assert back == [("changed", 2), ("removed", 3), ("removed", 4)]


def test_a_row_that_was_put_before_a_replaced_one_moves_the_numbers_on() -> None:
    old, new = [A, B, C, {"name": "EEL"}], [{"name": "CRAB"}, A, B, C, {"name": "EEL", "weight": "7"}]
    assert list(row_changes(old, new)) == [
        RowChange(kind="added", number=1, row={"name": "CRAB"}),
        RowChange(kind="changed", number=5, cells={"weight": (None, "7")}),
    ]
    assert [(one.kind, one.number) for one in row_changes(new, old)] == [("removed", 1), ("changed", 4)]


def test_an_empty_cell_and_one_that_is_not_there_are_the_same_beside_a_changed_one() -> None:
    (change,) = row_changes([{"name": "COD", "seal_no": ""}], [{"name": "EEL", "lot": None}])
    assert change.cells == {"name": ("COD", "EEL")}
    (other,) = row_changes([{"name": "COD"}], [{"name": "COD", "seal_no": "CN1"}])
    assert other.cells == {"seal_no": (None, "CN1")}


def test_a_cell_without_a_value_does_not_make_a_row_another_one() -> None:
    assert list(row_changes([A, {"name": "COD", "lot": None}], [A, {"name": "COD"}])) == []
    assert [one.number for one in row_changes([{"lot": 0}], [{}])] == [1]


def test_many_equal_rows_are_compared_to_their_end() -> None:
    many = [A] * 250
    assert [(one.kind, one.number) for one in row_changes(many, [C, *many])] == [("added", 1)]


def test_rows_that_changed_side_by_side_are_numbered_on() -> None:
    found = list(row_changes([A, B, C], [A, {"name": "EEL"}, {"name": "CRAB"}]))
    assert [(one.kind, one.number) for one in found] == [("changed", 2), ("changed", 3)]
