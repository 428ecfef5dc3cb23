"""Shared rows: what is saved in one document goes into another, and nothing that only the other says is lost."""

from __future__ import annotations

from app.domain.document.shared_rows import Move, moves, written

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
