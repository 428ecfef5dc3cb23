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
