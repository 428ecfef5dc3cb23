"""Text as it is compared with what was read back from a PDF: the same words, whatever way they were set.

Blanks and everything that draws nothing are left out: a line may break anywhere, and a reader may add blanks.
Compatible characters are taken apart (a ligature, a full-width letter and a composed letter are one with their
parts), since a reader may give either. What no reader gives in the order of writing (scripts from the right, those
that set vowels around their consonants, marks over letters) is compared by which characters there are, and how many
at least: a cluster of Khmer or Devanagari may be told twice, a bracket among Arabic may be told as its mirror image.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

#: draws nothing: blanks, controls, what Unicode says to ignore, fillers, half surrogates
_SILENT = re.compile(
    "[\\s\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ud800-\udfff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000e0000-\U000e0fff]+"
)
#: scripts from the right, of southern Asia and further ones with vowels before or around, marks that combine
_REORDERED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0590-\u109f\u135d-\u135f\u1700-\u18af\u1900-\u1cff\u1dc0-\u1dff\u20d0-\u20ff"
    "\u2de0-\u2dff\u302a-\u302f\u3099\u309a\ua66f-\ua69f\ua800-\ua82f\ua880-\ua8ff\ua900-\uabff\ufb1d-\ufdff"
    "\ufe20-\ufe2f\ufe70-\ufefc\U00010800-\U00011fff\U00016b00-\U00016bff\U0001e000-\U0001efff]"
)
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-"})
_MIRRORED = "("


def folded(text: str) -> str:
    """Return a text without what draws nothing, its characters taken apart."""
    return _SILENT.sub("", unicodedata.normalize("NFKD", text)).translate(_HYPHENS)


def missing(lines: Iterable[str], found: str) -> str:
    """Return the first piece of text that is not in what was found, empty when all is; lines in their order.

    `found` is folded; the answer is a part of a line as it was written.
    """
    at, reordered = 0, []
    for line in lines:
        want = folded(line)
        if _REORDERED.search(want):
            reordered.append(line)
            continue
        place = found.find(want, at)
        if place < 0:
            return _rest(line, found[at:])
        at = place + len(want)
    return _lacking(reordered, found)


def _rest(line: str, found: str) -> str:
    """Return what of a line is left after its longest beginning that was found."""
    low, high = 0, len(line)
    while low + 1 < high:
        middle = (low + high) // 2
        low, high = (middle, high) if folded(line[:middle]) in found else (low, middle)
    return line[low:].strip()


def _lacking(lines: list[str], found: str) -> str:
    if not lines:
        return ""
    left = _counted(folded("".join(lines))) - _counted(found)
    return "".join(left.elements())


def _counted(text: str) -> Counter[str]:
    count = Counter(text)
    for char in [char for char in count if unicodedata.mirrored(char)]:
        count[_MIRRORED] += count.pop(char) if char != _MIRRORED else 0
    return count
