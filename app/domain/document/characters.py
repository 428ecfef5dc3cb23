"""Characters: what has a meaning is turned into what prints, what has none is dropped; damage stays to be refused."""

from __future__ import annotations

import re
import unicodedata

from app.domain.document.private_use import STANDARD_FORMS

#: Stands where a character was lost; nobody means it.
LOST = "\ufffd"
JOINER, NON_JOINER = "\u200d", "\u200c"
_BREAK = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")
_BREAK_IN_ONE_LINE = re.compile(" *\n[ \n]*")
_HALF_CHARACTER = re.compile("[\ud800-\udfff]")
_FIRST_UNSEEN = "\u00ad"

#: Blanks of another width, and letters that are drawn as blanks. The ideographic and the no-break space print.
_BLANKS = "\t\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u2800\u3164\uffa0"
_NO_BREAK_BLANKS = "\u2007\u202f"
_TURNED = {
    **dict.fromkeys(map(ord, _BLANKS), " "),
    **dict.fromkeys(map(ord, _NO_BREAK_BLANKS), "\u00a0"),
    **STANDARD_FORMS,
    0: LOST,  # no database keeps it
}
#: Signs over numbers of the Arabic, Syriac and Kaithi scripts; Unicode counts them among the invisible ones.
_SHOWN_FORMATS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
_DIRECTION_MARKS = frozenset("\u200e\u200f\u061c")
#: Variants of an ideograph, and of a Mongolian letter; those that ask for a coloured picture have no meaning on paper.
_IDEOGRAPH_VARIANTS = re.compile("[\ufe00-\ufe0d\U000e0100-\U000e01ef]")
_MONGOLIAN_VARIANTS = frozenset("\u180b\u180c\u180d\u180e\u180f")
_OTHER_UNSEEN = re.compile("[\u034f\ufe00-\ufe0f\u180b-\u180f\U000e0100-\U000e01ef]")
_IDEOGRAPH = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_MONGOLIAN = re.compile("[\u1820-\u18aa]")
#: Scripts whose letters change their form beside others, where a joiner or non-joiner says which form is meant.
_SHAPED = re.compile(
    "[\u0600-\u0dff\u0f00-\u109f\u1780-\u18af\u1900-\u1cff\ua840-\uaadf\uabc0-\uabff"
    "\ufb50-\ufdff\ufe70-\ufefc\U00010a00-\U00010eff\U00010f30-\U00011fff\U0001e900-\U0001e95f]"
)
_VIRAMA = 9  # canonical combining class of the sign that takes a letter's vowel away


def settled(text: str, *, has_lines: bool) -> str:
    """Return a text that came in, by whatever way, as it is stored and printed.

    Tabs and odd spaces become blanks, every kind of line end one; where a box has one line, a line end becomes a
    blank. What nobody sees is dropped where it shapes no letter. What is left may still be damaged: `unprintable`.
    """
    if text.isascii() and text.isprintable():
        return text
    if _HALF_CHARACTER.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    turned = _BREAK.sub("\n", text).translate(_TURNED)
    kept = turned if turned.isascii() else "".join(_without_unseen(turned))
    return kept if has_lines else _BREAK_IN_ONE_LINE.sub(" ", kept)


def is_unseen(char: str) -> bool:
    """Tell whether a character shows nothing of its own: joiners, marks of direction, variants, byte order marks."""
    if char < _FIRST_UNSEEN:
        return False
    if _OTHER_UNSEEN.match(char):
        return True
    return unicodedata.category(char) == "Cf" and char not in _SHOWN_FORMATS


def seen(text: str) -> str:
    """Return a text without what shows nothing, for comparing with what stands on paper."""
    return "".join(char for char in text if not is_unseen(char))


def shapes(before: str, after: str) -> bool:
    """Tell whether a joiner or non-joiner between two characters can change the form of one of them."""
    if not _SHAPED.match(before):
        return False
    return _SHAPED.match(after) is not None or unicodedata.combining(before) == _VIRAMA


def _without_unseen(text: str) -> list[str]:
    kept: list[str] = []
    is_mixed = any(unicodedata.bidirectional(char) in ("R", "AL") for char in text if not is_unseen(char))
    for char, after in zip(text, _seen_behind(text), strict=True):
        before = kept[-1] if kept else ""
        if not is_unseen(char) or _has_meaning(char, before, after, is_mixed=is_mixed):
            kept.append(char)
    return kept


def _seen_behind(text: str) -> list[str]:
    """Return for each character the next one that shows something."""
    found, after = [], ""
    for char in reversed(text):
        found.append(after)
        after = after if is_unseen(char) else char
    return found[::-1]


def _has_meaning(char: str, before: str, after: str, *, is_mixed: bool) -> bool:
    if char in (JOINER, NON_JOINER):
        return shapes(before, after) or (char == JOINER and _is_picture(before) and _is_picture(after))
    if char in _DIRECTION_MARKS:
        return is_mixed
    if char in _MONGOLIAN_VARIANTS:
        return _MONGOLIAN.match(before) is not None
    return _IDEOGRAPH_VARIANTS.match(char) is not None and _IDEOGRAPH.match(before) is not None


def _is_picture(char: str) -> bool:
    """Tell whether a joiner behind or before a character makes one picture of several, which is refused, not cut."""
    return bool(char) and unicodedata.category(char) in ("So", "Sk")
