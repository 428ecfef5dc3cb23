"""How scans are written."""

from __future__ import annotations

import pytest

from app.models import ScanFile
from app.views.scans.words import file_notes, kind_of, size_text

pytestmark = [
    pytest.mark.one_database(reason="words and shape of pages; no query of its own"),
    pytest.mark.usefixtures("english"),
]


@pytest.mark.parametrize(("size", "text"), [(1, "1 kB"), (2048, "2 kB"), (1_572_864, "1.5 MB")])
def test_a_size_is_told_in_the_unit_that_fits(size: int, text: str) -> None:
    assert size_text(size) == text


def test_a_file_says_what_was_done_to_it() -> None:
    plain = ScanFile(media_type="image/png", is_cleaned=False, is_converted=False)
    changed = ScanFile(media_type="application/pdf", is_cleaned=True, is_converted=True)
    assert (kind_of(plain), file_notes(plain)) == ("PNG", [])
    assert (kind_of(changed), len(file_notes(changed))) == ("PDF (from TIFF)", 2)
