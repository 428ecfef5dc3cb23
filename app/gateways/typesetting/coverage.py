"""Which characters the fonts of the paper have."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from app.gateways.typesetting.fonts import FontSet, write

#: Bytes a font: one bit a code point.
LENGTH = 0x110000 // 8


class Coverage:
    """Know for every character which of the fonts have it."""

    def __init__(self, bits: bytes) -> None:
        self._starts = range(0, len(bits), LENGTH)
        self._bits = bits

    def covers(self, text: str) -> bool:
        """Say whether one font has glyphs for all characters of a text, since a letter and its marks share a font."""
        places = [(ord(char) >> 3, 1 << (ord(char) & 7)) for char in text]
        return any(all(self._bits[start + at] & bit for at, bit in places) for start in self._starts)


def coverage(fonts: FontSet) -> Coverage:
    """Return what a set of fonts covers; reading the fonts takes half a second, so the answer is kept beside them."""
    kept = fonts.folder.with_suffix(".covers")
    try:
        bits = zlib.decompress(kept.read_bytes())
    except (OSError, zlib.error):
        bits = b""
    if not bits or len(bits) % LENGTH:
        bits = b"".join(_read(fonts.faces))
        write(kept, zlib.compress(bits))
    return Coverage(bits)


def _read(files: Iterable[Path]) -> Iterator[bytes]:
    from fontTools.ttLib import TTFont

    for file in files:
        bits = bytearray(LENGTH)
        with TTFont(file, fontNumber=0, lazy=True) as font:
            for code in font.getBestCmap():
                bits[code >> 3] |= 1 << (code & 7)
        yield bytes(bits)
