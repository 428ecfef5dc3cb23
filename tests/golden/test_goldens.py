"""Every kept picture of a paper looks as it did; `make goldens` shows side by side what does not."""

from __future__ import annotations

import pytest

from tests.golden.cases import Case, cases, picture
from tests.golden.comparing import FOLDER, difference, font_set

ALL = cases()
SETS = sorted(folder.name for folder in FOLDER.iterdir() if folder.is_dir())


@pytest.fixture(autouse=True)
def _kept_fonts() -> None:
    if font_set() not in SETS:
        pytest.skip(f"no pictures are kept for the fonts {font_set()}")


@pytest.mark.parametrize("case", [case for case in ALL if case.is_usual], ids=lambda case: case.name)
def test_a_usual_paper_looks_as_before(case: Case) -> None:
    assert difference(case, picture(case)) == ""


@pytest.mark.soak
@pytest.mark.parametrize("case", [case for case in ALL if not case.is_usual], ids=lambda case: case.name)
def test_an_unusual_paper_looks_as_before(case: Case) -> None:
    assert difference(case, picture(case)) == ""


def test_no_picture_is_kept_of_what_is_not_printed() -> None:
    for name in SETS:
        assert {path.stem for path in (FOLDER / name).iterdir()} == {case.name for case in ALL}


def test_a_missing_line_is_noticed() -> None:
    case = next(case for case in ALL if case.is_usual)
    now = picture(case).copy()
    now.paste(255, (0, 48, now.width, 60))  # the first rows of boxes
    assert difference(case, now)
