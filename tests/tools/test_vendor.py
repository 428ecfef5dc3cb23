"""The vendored browser libraries are the files that were fetched, and nothing else."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from tools import vendor

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for folder in vendor.folders():
        shutil.copytree(vendor.ROOT / folder, tmp_path / folder)
    return tmp_path


@pytest.mark.parametrize("folder", vendor.folders())
def test_every_vendored_file_is_the_one_that_was_fetched(folder: str) -> None:
    assert vendor.problems(folder) == []


@pytest.mark.parametrize("library", vendor.LIBRARIES, ids=lambda library: library.place)
def test_every_library_carries_its_licence(library: vendor.Library) -> None:
    assert (vendor.ROOT / library.folder / library.place / "LICENSE").is_file()


@pytest.mark.parametrize("folder", vendor.folders())
def test_a_changed_an_added_and_a_removed_file_are_found(copied: Path, folder: str) -> None:
    library = next(library for library in vendor.LIBRARIES if library.folder == folder)
    place = copied / folder / library.place
    first, second = sorted(library.files.values())[:2]
    (place / first).write_text("changed", encoding="utf-8")
    (place / second).unlink()
    (place / "extra.js").write_text("added", encoding="utf-8")
    assert vendor.problems(folder, root=copied) == [
        f"{folder}/{library.place}/extra.js is not in vendor.json",
        f"{folder}/{library.place}/{first} is not the file that was fetched",
        f"{folder}/{library.place}/{second} is missing",
    ]
