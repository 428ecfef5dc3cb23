# What we use of fontTools.ttLib, which comes without types.
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

from fontTools.pens.basePen import BasePen

class Glyph:
    width: float

    def draw(self, pen: BasePen) -> None: ...

class Head:
    unitsPerEm: int

class TTFont:
    def __init__(self, file: Path, *, fontNumber: int = -1, lazy: bool | None = None) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(self, *error: object) -> None: ...
    def getBestCmap(self) -> Mapping[int, str]: ...
    def getGlyphSet(self) -> GlyphSet: ...
    def __getitem__(self, table: str) -> Head: ...

class TTCollection:
    fonts: Sequence[TTFont]

    def __init__(self, file: Path) -> None: ...

GlyphSet = Mapping[str, Glyph]
