"""Text as it is compared with what was read back from a PDF: the same words, whatever way they were set.

Blanks and everything that draws nothing are left out: a line may break anywhere, and a reader may add blanks.
Compatible characters are taken apart (a ligature, a full-width letter and a composed letter are one with their
parts), since a reader may give either. What no reader gives in the order of writing (scripts from the right, those
that set vowels around their consonants, marks over letters) is compared by which characters there are, and how many
at least: a cluster of Khmer or Devanagari may be told twice, and brackets among Arabic as their mirror images or, where
two stand beside each other, once.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence

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
#: scripts from the right
_FROM_THE_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_HYPHENS = str.maketrans({"\u2010": "-", "\u2011": "-"})


def folded(text: str) -> str:
    """Return a text without what draws nothing, its characters taken apart."""
    return _SILENT.sub("", unicodedata.normalize("NFKD", text)).translate(_HYPHENS)


def runs_from_the_right(text: str) -> bool:
    """Tell whether a text has letters of a script from the right: a reader tells its whole line in another order."""
    return _FROM_THE_RIGHT.search(text) is not None


def missing(lines: Iterable[str], parts: Sequence[str], *, is_in_order: bool = True) -> str:
    """Return the first piece of text that is not in what was found, empty when all is; lines in their order.

    `parts` are what was found, folded, on one sheet after the other: a line goes on on the next one, perhaps below a
    head that is repeated there. The answer is a part of a line as it was written. Where the reader gives no order of
    writing (`is_in_order`), because Arabic stands in the same line, only which characters there are is compared.
    """
    at, reordered = (0, 0), []
    for line in lines:
        want = folded(line)
        if not is_in_order or _REORDERED.search(want):
            reordered.append(line)
            continue
        place = _after(want, parts, at)
        if place is None:
            return _rest(line, [parts[at[0]][at[1] :], *parts[at[0] + 1 :]] if parts else [])
        at = place
    return _lacking(reordered, "".join(parts))


def _after(want: str, parts: Sequence[str], at: tuple[int, int]) -> tuple[int, int] | None:
    """Return where a text ends (part and letter) that begins at a place or behind it; None when it is not there."""
    for number in range(at[0], len(parts)):
        begin = at[1] if number == at[0] else 0
        place = parts[number].find(want, begin)
        if place >= 0:
            return number, place + len(want)
        here = parts[number][begin:]
        for length in range(min(len(want) - 1, len(here)), 0, -1):
            if not here.endswith(want[:length]):
                continue
            end = _after(want[length:], parts, (number + 1, 0))
            if end:
                return end
    return None if want else at


def _rest(line: str, parts: Sequence[str]) -> str:
    """Return what of a line is left after its longest beginning that was found."""
    low, high = 0, len(line)
    while low + 1 < high:
        middle = (low + high) // 2
        low, high = (middle, high) if _after(folded(line[:middle]), parts, (0, 0)) else (low, middle)
    return line[low:].strip()


def _lacking(lines: list[str], found: str) -> str:
    if not lines:
        return ""
    left = _counted(folded("".join(lines))) - _counted(found)
    return "".join(left.elements())


def _counted(text: str) -> Counter[str]:
    """Count characters, but for brackets: among letters from the right one of a pair is told in the other's place."""
    return Counter(char for char in text if not unicodedata.mirrored(char))
