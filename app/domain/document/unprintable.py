"""What cannot be printed: damaged and private characters, and those that no font of the installation has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from app.domain.document.characters import JOINER, LOST, is_unseen, seen, shapes

#: Tells whether one font has all characters of a text: a letter and its marks, since no two fonts share a letter.
Covers: TypeAlias = Callable[[str], bool]
#: The codes of `Unprintable`; each has its sentence in `views/words/refusals.py`.
CODES = (
    "control_character", "damaged_character", "private_character", "unassigned_character", "picture_sequence",
    "no_glyph", "no_glyph_together",
)  # fmt: skip
#: Only these ask the fonts: another set of fonts may print what they refuse.
BY_FONTS = frozenset({"no_glyph", "no_glyph_together"})
#: Different characters that are told of one text.
MOST_TOLD = 5

_OBJECT = "\ufffc"
#: Flags of two letters, tones of skin, key caps: they make one picture of several characters.
_PICTURE_PARTS = re.compile("[\U0001f1e6-\U0001f1ff\U0001f3fb-\U0001f3ff\u20e3]")
_BY_CATEGORY: Mapping[str, str] = {"Cc": "control_character", "Cs": "damaged_character", "Co": "private_character"}


@dataclass(frozen=True, kw_only=True)
class Unprintable:
    """Name one character, or a letter with its marks, that cannot be printed, and where it stands first.

    `line` and `column` count from 1.
    """

    code: str
    text: str
    line: int
    column: int

    @property
    def params(self) -> Mapping[str, object]:
        """Return what a sentence about it says."""
        return {
            "character": self.text,
            "number": " ".join(f"U+{ord(char):04X}" for char in self.text),
            "name": " + ".join(unicodedata.name(char, "—") for char in self.text),
            "line": self.line,
            "column": self.column,
        }


def unprintable(text: str, covers: Covers | None = None) -> Iterator[Unprintable]:
    """Yield what in a settled text cannot be printed, each character once; without `covers` no font is asked."""
    if text.isascii() and text.isprintable():
        return
    told: set[tuple[str, str]] = set()
    line, column = 1, 1
    for cluster in _clusters(text):
        for code, part, at in _faults(cluster, covers):
            if (code, part) not in told and len(told) < MOST_TOLD:
                told.add((code, part))
                yield Unprintable(code=code, text=part, line=line, column=column + at)
        line, column = (line + 1, 1) if cluster == "\n" else (line, column + len(cluster))


def _clusters(text: str) -> Iterator[str]:
    """Yield each character with the marks and unseen ones behind it, which are drawn together."""
    cluster = ""
    for char in text:
        is_mark = unicodedata.category(char)[0] == "M" or is_unseen(char)
        if cluster and (not is_mark or cluster == "\n"):
            yield cluster
            cluster = ""
        cluster += char
    if cluster:
        yield cluster


def _faults(cluster: str, covers: Covers | None) -> Iterator[tuple[str, str, int]]:
    """Yield code, characters and place in the cluster."""
    damaged = [(code, char, at) for at, char in enumerate(cluster) if (code := _damage(char, covers))]
    if cluster.endswith(JOINER) and not shapes(cluster[-2:-1], cluster[-2:-1]):
        damaged.append(("picture_sequence", cluster.rstrip(JOINER), 0))
    yield from damaged
    shown = seen(cluster)
    if damaged or covers is None or not shown.strip() or _is_covered(shown, covers):
        return
    missing = [(at, char) for at, char in enumerate(cluster) if not is_unseen(char) and not covers(char)]
    for at, char in missing:
        yield "no_glyph", char, at
    if not missing:
        yield "no_glyph_together", shown, 0


def _damage(char: str, covers: Covers | None) -> str:
    if char in (LOST, _OBJECT) or _is_no_character(char):
        return "damaged_character"
    if _PICTURE_PARTS.match(char):
        return "picture_sequence"
    category = unicodedata.category(char)
    if category == "Cn":  # Python's table may be older than the fonts
        return "" if covers is not None and covers(char) else "unassigned_character"
    return "" if char == "\n" else _BY_CATEGORY.get(category, "")


def _is_no_character(char: str) -> bool:
    return (ord(char) & 0xFFFE) == 0xFFFE or 0xFDD0 <= ord(char) <= 0xFDEF  # noqa: PLR2004 Unicode's noncharacters


def _is_covered(shown: str, covers: Covers) -> bool:
    """Tell whether one font has the characters, however a letter and its accent are put together."""
    forms = dict.fromkeys((shown, unicodedata.normalize("NFC", shown), unicodedata.normalize("NFD", shown)))
    return any(covers(form) for form in forms)
