"""Typst behind one port: lays certificates out, prints them, and draws what the screen shows of them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from app.gateways.typesetting.port import (
    Box,
    FontsMissingError,
    Picture,
    PictureKind,
    Printed,
    Sheet,
    SheetRefusedError,
    Typesetter,
    TypesettingError,
    TypesettingTimeoutError,
    UnreadablePdfError,
)

if TYPE_CHECKING:
    from app.gateways.typesetting.engine import Typst

__all__ = [
    "Box",
    "FontsMissingError",
    "Picture",
    "PictureKind",
    "Printed",
    "Sheet",
    "SheetRefusedError",
    "Typesetter",
    "TypesettingError",
    "TypesettingTimeoutError",
    "UnreadablePdfError",
    "typesetter",
]


@lru_cache(maxsize=4)
def typesetter(paper: Path, own_fonts: Path) -> Typst:
    """Return the typesetter whose template lies in `paper`; `own_fonts` may hold fonts that the system has not.

    There is one for all applications of a process; the engine is loaded with the first call, not with the module.
    """
    from app.gateways.typesetting.engine import Typst

    return Typst(paper=paper, own_fonts=own_fonts)
