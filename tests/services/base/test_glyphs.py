"""What the paper's fonts have: asked where they are installed, silent where they are not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.gateways import gateways
from app.gateways.typesetting.engine import Typst
from app.services.base import glyphs

if TYPE_CHECKING:
    from pathlib import Path

    import pytest
    from flask import Flask


def test_the_fonts_of_the_paper_are_asked(context: Flask) -> None:
    covers = glyphs.covers()
    assert covers is not None
    assert [covers(text) for text in ("A", "检", "𠮷", "a\u0301", "👩", "a\u17d2")] == [True] * 4 + [False] * 2


def test_without_fonts_nothing_is_asked(context: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = Typst(paper=tmp_path, own_fonts=tmp_path, keep=tmp_path)
    bare._folders = (tmp_path,)
    monkeypatch.setattr(type(gateways()), "typesetter", property(lambda _self: bare))
    assert glyphs.covers() is None
