"""The head of the history in a file: the last one written, and never an earlier one again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.models.history_head import read_head_file, write_head_file

if TYPE_CHECKING:
    from pathlib import Path


def test_before_the_first_record_there_is_none(tmp_path: Path) -> None:
    assert read_head_file(tmp_path) is None


def test_a_later_head_replaces_an_earlier_one_and_not_the_other_way_round(tmp_path: Path) -> None:
    folder = tmp_path / "instance"
    write_head_file(folder, 1, "a1")
    write_head_file(folder, 3, "c3")
    write_head_file(folder, 2, "b2")
    assert read_head_file(folder) == (3, "c3")
