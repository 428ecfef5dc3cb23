"""The watermark of previews: a text as outlines in an inline SVG, so that it never mixes with the text layer."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from fontTools.pens.basePen import BasePen
from fontTools.ttLib import TTCollection, TTFont
from markupsafe import Markup, escape

FACES = (
    "LiberationSans-Regular.ttf",
    "DejaVuSans.ttf",
    "arial.ttf",
    "Arial.ttf",
    "uming.ttc",
    "NotoSansCJK-Regular.ttc",
    "simsun.ttc",
)
FOLDERS = (
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "~/.local/share/fonts",
    "~/.fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "C:/Windows/Fonts",
)
SIZE = 5.2  # mm of an em
COLOR = "#dfe3e7"
ANGLE = -30


class _Outline(BasePen):
    """Write a glyph as straight lines, each curve as two chords, in mm."""

    def __init__(self, glyphs: Any, *, scale: float, left: float) -> None:
        super().__init__(glyphs)
        self.scale, self.left = scale, left
        self.parts: list[str] = []
        self.at = (0.0, 0.0)

    def _write(self, command: str, point: tuple[float, float]) -> None:
        self.at = point
        self.parts.append(f"{command}{self.left + point[0] * self.scale:.2f} {-point[1] * self.scale:.2f}")

    def _moveTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - named by fontTools
        self._write("M", pt)

    def _lineTo(self, pt: tuple[float, float]) -> None:  # noqa: N802 - named by fontTools
        self._write("L", pt)

    def _curveToOne(self, pt1: tuple[float, float], pt2: tuple[float, float], pt3: tuple[float, float]) -> None:  # noqa: N802 - named by fontTools
        start = self.at
        middle = tuple((a + 3 * b + 3 * c + d) / 8 for a, b, c, d in zip(start, pt1, pt2, pt3, strict=True))
        self._write("L", (middle[0], middle[1]))
        self._write("L", pt3)

    def _closePath(self) -> None:  # noqa: N802 - named by fontTools
        self.parts.append("Z")


@lru_cache(maxsize=1)
def _fonts() -> tuple[Any, ...]:
    """Open the faces that are installed, in the order of preference."""
    found: dict[str, Path] = {}
    for folder in FOLDERS:
        for where, _, names in os.walk(Path(folder).expanduser()):
            for name in names:
                if name in FACES:
                    found.setdefault(name, Path(where) / name)
    files = [found[name] for name in FACES if name in found]
    return tuple(TTCollection(file).fonts[0] if file.suffix == ".ttc" else TTFont(file) for file in files)


def _glyphs(text: str) -> Iterator[tuple[Any, str]]:
    """Yield face and glyph name of every character that some face has."""
    for char in text:
        for font in _fonts():
            name = font.getBestCmap().get(ord(char))
            if name:
                yield font, name
                break


@lru_cache(maxsize=256)
def _path(text: str) -> tuple[str, float]:
    """Return the outline of a text as SVG path data and its width in mm; empty without any face."""
    parts: list[str] = []
    left = 0.0
    for font, name in _glyphs(text):
        scale = SIZE / font["head"].unitsPerEm
        glyphs = font.getGlyphSet()
        pen = _Outline(glyphs, scale=scale, left=left)
        glyphs[name].draw(pen)
        parts += pen.parts
        left += glyphs[name].width * scale
    return "".join(parts), left


@lru_cache(maxsize=256)
def _places(width: float) -> tuple[tuple[int, int], ...]:
    """Return where the text is repeated over the sheet, thinned out for long texts."""
    step = max(44, int(width * 0.87) + 8)
    return tuple(
        (x, y) for row, y in enumerate(range(14, 290, 39)) for x in range(-12 + (row % 2) * (step // 2), 190, step)
    )


def watermark(text: str, *, key: str) -> Markup:
    """Return the SVG that repeats `text` over a sheet; `key` keeps its id apart from those of other sheets."""
    data, width = _path(text)
    uses = "".join(
        f'<use xlink:href="#wm{escape(key)}" transform="translate({x} {y}) rotate({ANGLE})"/>'
        for x, y in _places(width or 40.0)
    )
    if data:
        mark = f'<path id="wm{escape(key)}" fill="{COLOR}" d="{data}"/>'
    else:
        mark = f'<text id="wm{escape(key)}" fill="{COLOR}" font-size="{SIZE}">{escape(text)}</text>'
    return Markup(  # noqa: S704 - every part is escaped or made of numbers
        '<svg class="wm" xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
        f' viewBox="0 0 190 277"><defs>{mark}</defs>{uses}</svg>'
    )
