"""Which characters the fonts of the paper have."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from pathlib import Path

from app.gateways.typesetting.fonts import FontSet, write

CODE_POINTS = 0x110000


class Coverage:
    """Know for every character whether one of the fonts has it; one bit a code point."""

    def __init__(self, bits: bytes) -> None:
        self._bits = bits

    def covers(self, char: str) -> bool:
        """Say whether a font has a glyph for the character; how glyphs join is the engine's matter."""
        return bool(self._bits[ord(char) >> 3] >> (ord(char) & 7) & 1)


def coverage(fonts: FontSet) -> Coverage:
    """Return what a set of fonts covers; reading the fonts takes half a second, so the answer is kept beside them."""
    kept = fonts.folder.with_suffix(".coverage")
    try:
        bits = zlib.decompress(kept.read_bytes())
    except (OSError, zlib.error):
        bits = b""
    if len(bits) != CODE_POINTS // 8:
        bits = _read(fonts.faces)
        write(kept, zlib.compress(bits))
    return Coverage(bits)


def _read(files: Iterable[Path]) -> bytes:
    from fontTools.ttLib import TTFont

    bits = bytearray(CODE_POINTS // 8)
    for file in files:
        with TTFont(file, fontNumber=0, lazy=True) as font:
            for code in font.getBestCmap():
                bits[code >> 3] |= 1 << (code & 7)
    return bytes(bits)
