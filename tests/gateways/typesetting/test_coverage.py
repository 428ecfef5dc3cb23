"""Which characters the fonts have."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from app.gateways.typesetting.coverage import coverage
from app.gateways.typesetting.engine import Typst

COVERED = "A检卫生𠮷𡃁𬭚䶮ếшغहิកཀᠮ한あ™ꆈ½"
NOT_COVERED = "\U0002cea8\ue863👩\uffff"


def test_what_the_fonts_have_is_covered(typst: Typst) -> None:
    assert [char for char in COVERED if not typst.covers(char)] == []
    assert [char for char in NOT_COVERED if typst.covers(char)] == []


def test_a_letter_and_its_marks_must_be_in_one_font(typst: Typst) -> None:
    assert typst.covers("a\u0301")
    assert typst.covers("\u17d2")
    assert not typst.covers("a\u17d2")


def test_the_answer_is_kept_and_read_fast(typst: Typst, tmp_path: Path) -> None:
    fonts = replace(typst.fonts, folder=tmp_path / "links")
    coverage(fonts)
    begin = time.process_time()
    assert coverage(replace(fonts, faces=())).covers("𠮷")
    assert time.process_time() - begin < 0.1
    (tmp_path / "links.covers").write_bytes(b"damaged")
    assert coverage(replace(fonts, faces=fonts.faces[-1:])).covers("A")
