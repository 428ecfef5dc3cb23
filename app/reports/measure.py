"""How wide text prints and where it breaks: advance widths of the paper's faces, rounded to the careful side."""

from __future__ import annotations

import json
import unicodedata
from functools import lru_cache
from pathlib import Path

EM = 2048
MM_PER_PT = 25.4 / 72
#: Both engines break a line now and then a little earlier than the widths say.
CARE = 1.015
#: Punctuation that may not begin a line, and that may not end one.
NOT_FIRST = frozenset("，。、；：？！）》】〉」』〕”’%％℃,.;:?!)]}…—·々ー")
NOT_LAST = frozenset("（《【〈「『〔“‘([{￥$")
_WIDEST = {0xFDFD: 10 * EM, 0xFDFA: 4 * EM}
#: Blocks whose characters may be wider than an em, and a script that breaks between any two letters.
_ARABIC_FORMS, _CUNEIFORM = range(0xFB50, 0xFE00), range(0x12000, 0x12550)
_THAI_AND_LAO = range(0x0E00, 0x0F00)


@lru_cache(maxsize=1)
def _widths() -> dict[int, int]:
    """Read the advance widths of Liberation Serif: first code point of a run → widths in 1/2048 em."""
    runs = json.loads((Path(__file__).parent / "paper" / "widths.json").read_text("ascii"))
    return {int(start, 16) + at: width for start, run in runs.items() for at, width in enumerate(run)}


@lru_cache(maxsize=20000)
def _advance(char: str) -> int:
    code = ord(char)
    known = _widths().get(code)
    if known is not None:
        return known
    if unicodedata.combining(char) or unicodedata.category(char) in {"Cf", "Mn", "Me"}:
        return 0
    return _WIDEST.get(code, 2 * EM if code in _ARABIC_FORMS or code in _CUNEIFORM else EM)


def text_width(text: str, *, size: float, spacing: float = 0) -> float:
    """Return the width in mm that `text` needs at most; `size` in pt, `spacing` (between letters) in mm."""
    return CARE * sum(map(_advance, text)) / EM * size * MM_PER_PT + spacing * len(text)


def _is_wide(char: str) -> bool:
    """Tell whether a line may break on both sides of the character, as in Chinese, Japanese and Thai."""
    return unicodedata.east_asian_width(char) in {"W", "F"} or ord(char) in _THAI_AND_LAO


def _pieces(text: str) -> list[str]:
    """Cut into what stays together: a word with the space after it, a wide character with its punctuation."""
    pieces: list[str] = []
    before = ""
    for char in text:
        if not before:
            is_new = True
        elif char in NOT_FIRST or char == " " or before in NOT_LAST:
            is_new = False
        else:
            is_new = before == " " or _is_wide(char) or _is_wide(before)
        if is_new:
            pieces.append(char)
        else:
            pieces[-1] += char
        before = char
    return pieces


def _fitting(piece: str, *, width: float, size: float) -> list[str]:
    """Break a piece that is wider than the line, as `overflow-wrap` does."""
    if text_width(piece.rstrip(), size=size) <= width:
        return [piece]
    parts, part, used = [], "", 0.0
    for char in piece:
        advance = text_width(char, size=size)
        if part and used + advance > width:
            parts.append(part)
            part, used = "", 0.0
        part += char
        used += advance
    return [*parts, part] if part else parts


def wrap(text: str, *, width: float, size: float) -> list[str]:
    """Break one paragraph into the lines it takes at most; joined, they are the paragraph again.

    width in mm, size in pt.
    """
    if text_width(text.rstrip(), size=size) <= width:
        return [text]
    lines, line, used = [], "", 0.0
    for piece in (part for whole in _pieces(text) for part in _fitting(whole, width=width, size=size)):
        needs = text_width(piece.rstrip(" "), size=size)
        if line and used + needs > width:
            lines.append(line)
            line, used = "", 0.0
        line += piece
        used += text_width(piece, size=size)
    return [*lines, line]


def line_count(text: str, *, width: float, size: float) -> int:
    """Count the lines a text takes at most; line breaks in it count."""
    return sum(len(wrap(paragraph, width=width, size=size)) for paragraph in text.split("\n"))
