"""Fixtures of the typesetter: one with a small template, on this machine's fonts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.gateways.typesetting.compiling import OneCompiler, fonts_of
from app.gateways.typesetting.engine import Typst

PAPER = Path(__file__).parent / "paper"


@pytest.fixture(scope="session")
def typst(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Typst]:
    """Give the typesetter that the tests of a worker share."""
    made = Typst(paper=PAPER, own_fonts=PAPER)
    yield made
    made.close()


@pytest.fixture
def compiler(typst: Typst) -> OneCompiler:
    """Give a new compiler."""
    return OneCompiler(
        template=str(PAPER / "sheet.typ"),
        root=str(PAPER),
        fonts=fonts_of(str(typst.fonts.folder)),
        families=typst.fonts.families,
    )
