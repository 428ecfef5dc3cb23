"""Inspection: what stands in the way of freezing a finished PDF, judged by what an independent reader found in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.reports.read_pdf import Bounds, ClaimsRead, Ink, PdfRead, Place, SheetRead
from app.reports.read_text import folded, missing, runs_from_the_right

#: the sheet, its frame from left to right, and the outer white above and below, in millimetres
WIDTH, HEIGHT = 210.0, 297.0
FRAME = (14.0, 196.0)
TOP, BOTTOM = 11.0, 288.0
#: how far paper, ink and pens may be off; a pen's bounds hold its width and its corners
SIZE_OFF, INK_OFF, PEN_OFF, BOX_OFF = 0.1, 0.6, 1.0, 0.3
#: marks over and under letters of some scripts stand out of their line
MARKS_OFF = 1.5
#: letters of a line stand no farther than this from its middle
LINE = 3.0
#: how much of a text a finding quotes
QUOTED = 24


@dataclass(frozen=True, kw_only=True)
class Value:
    """What must be read in a box, line by line; `on_each` where each sheet with the box shows the whole of it."""

    key: str
    lines: tuple[str, ...]
    on_each: bool = False


@dataclass(frozen=True, kw_only=True)
class Expectation:
    """What the finished PDF must show.

    A value whose box has no place stands within a sentence or a table: it is looked for on all sheets.
    `on_each` is read on every sheet, as the number of a certificate is. Only final documents claim standards.
    """

    sheets: int
    places: Sequence[Place]
    values: Sequence[Value]
    on_each: Sequence[str] = ()
    is_final: bool = True


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One thing that is wrong: a code that views say as a sentence, and what it speaks of."""

    code: str
    params: Mapping[str, str | int] = field(default_factory=dict)


def inspect(reading: PdfRead, expected: Expectation) -> list[Finding]:
    """Return all that stands in the way of freezing, the values in their order first; empty when nothing does."""
    sheets = [_Sheet(sheet, number) for number, sheet in enumerate(reading.sheets, start=1)]
    return [
        *_count(sheets, expected),
        *(finding for sheet in sheets for finding in _size(sheet)),
        *(finding for sheet in sheets for finding in _glyphs(sheet, reading.claims, expected)),
        *_values(sheets, expected),
        *_on_each(sheets, expected),
        *(finding for sheet in sheets for finding in _outside(sheet)),
        *_fonts(reading.claims),
        *(_standards(reading.claims) if expected.is_final else ()),
    ]


class _Sheet:
    """A sheet as it was read, its characters found by their place."""

    def __init__(self, read: SheetRead, number: int) -> None:
        self.read = read
        self.number = number
        self.text = folded("".join(char.text for char in read.characters))
        by_height = sorted((char.top + char.bottom, index) for index, char in enumerate(read.characters))
        self._heights = [height for height, _ in by_height]
        self._indexes = [index for _, index in by_height]
        chars = read.characters
        #: where letters of scripts from the right stand
        self.turns = [height for height, index in by_height if runs_from_the_right(chars[index].text)]

    def within(self, place: Place) -> list[Ink]:
        """Return the characters whose middle is in a box, in the order of reading."""
        first = bisect_left(self._heights, 2 * (place.y - BOX_OFF))
        last = bisect_right(self._heights, 2 * (place.y + place.height + BOX_OFF))
        left, right = 2 * (place.x - BOX_OFF), 2 * (place.x + place.width + BOX_OFF)
        chars = self.read.characters
        return [
            chars[index]
            for index in sorted(self._indexes[first:last])
            if left <= chars[index].left + chars[index].right <= right
        ]

    def is_in_order(self, place: Place) -> bool:
        """Tell whether no script from the right stands in the lines of a box, or beside it: all is told in order."""
        first = bisect_left(self.turns, 2 * (place.y - LINE))
        last = bisect_right(self.turns, 2 * (place.y + place.height + LINE))
        return first == last


def _count(sheets: list[_Sheet], expected: Expectation) -> Iterator[Finding]:
    if len(sheets) != expected.sheets:
        yield Finding(code="paper_sheet_count", params={"made": len(sheets), "promised": expected.sheets})


def _size(sheet: _Sheet) -> Iterator[Finding]:
    read = sheet.read
    if abs(read.width - WIDTH) > SIZE_OFF or abs(read.height - HEIGHT) > SIZE_OFF or read.turned:
        yield Finding(
            code="paper_sheet_size",
            params={"sheet": sheet.number, "width": f"{read.width:.1f}", "height": f"{read.height:.1f}"},
        )
    if not any(abs(s.left - FRAME[0]) <= PEN_OFF and abs(s.right - FRAME[1]) <= PEN_OFF for s in read.shapes):
        widest = max((shape.right - shape.left for shape in read.shapes), default=0.0)
        yield Finding(
            code="paper_not_full_size",
            params={"sheet": sheet.number, "width": f"{widest:.1f}", "promised": f"{FRAME[1] - FRAME[0]:.0f}"},
        )


def _glyphs(sheet: _Sheet, claims: ClaimsRead, expected: Expectation) -> Iterator[Finding]:
    """Find glyphs of missing characters: those that fonts show for what they lack, and U+FFFD."""
    lost = [char for char in sheet.read.characters if char.text in ("\0", "\ufffd")]
    if lost or claims.missing_glyphs[sheet.number - 1]:
        keys = [p.key for p in expected.places if p.page == sheet.number and any(_is_in(char, p) for char in lost)]
        yield Finding(code="paper_glyph_missing", params={"sheet": sheet.number, "box": keys[0] if keys else ""})


def _is_in(char: Bounds, place: Place) -> bool:
    x, y = (char.left + char.right) / 2, (char.top + char.bottom) / 2
    return place.x <= x <= place.x + place.width and place.y <= y <= place.y + place.height


def _values(sheets: list[_Sheet], expected: Expectation) -> Iterator[Finding]:
    places: dict[str, list[Place]] = {}
    for place in expected.places:
        if 0 < place.page <= len(sheets):
            places.setdefault(place.key, []).append(place)
    for value in expected.values:
        own = places.get(value.key, [])
        if not own:
            yield from _anywhere(value, sheets)
        for some in [[place] for place in own] if value.on_each else [own] if own else []:
            yield from _in_boxes(value, some, sheets)


def _in_boxes(value: Value, places: list[Place], sheets: list[_Sheet]) -> Iterator[Finding]:
    parts = []
    for place in places:
        chars = sheets[place.page - 1].within(place)
        parts.append(folded("".join(char.text for char in chars)))
        if amount := max((_beyond(char, place) for char in chars), default=0.0):
            yield _sticks_out(value.key, place.page, amount)
            return
    is_in_order = all(sheets[place.page - 1].is_in_order(place) for place in places)
    lacking = missing(value.lines, parts, is_in_order=is_in_order)
    if lacking:
        yield _astray(value, places, sheets) or _lacks(value.key, places[-1].page, lacking)


def _anywhere(value: Value, sheets: list[_Sheet]) -> Iterator[Finding]:
    """Look for the lines of a value without a box: on any sheet, in any order, between what else stands there."""
    parts = [sheet.text for sheet in sheets]
    is_in_order = not any(sheet.turns for sheet in sheets)
    for line in value.lines:
        lacking = missing((line,), parts, is_in_order=is_in_order)
        if lacking and lacking != line.strip():
            lacking = missing((lacking,), parts, is_in_order=is_in_order)
        if lacking:
            yield _lacks(value.key, len(sheets), lacking)
            return


def _beyond(char: Ink, place: Place) -> float:
    """Return how far the ink of a character goes beyond its box, 0 when it does not."""
    across = max(place.x - char.left, char.right - place.x - place.width)
    along = max(place.y - char.top, char.bottom - place.y - place.height)
    return max(across if across > INK_OFF else 0.0, along if along > MARKS_OFF else 0.0)


def _sticks_out(key: str, sheet: int, amount: float) -> Finding:
    return Finding(code="paper_value_outside", params={"box": key, "sheet": sheet, "amount": f"{amount:.1f}"})


def _lacks(key: str, sheet: int, text: str) -> Finding:
    return Finding(code="paper_value_missing", params={"box": key, "sheet": sheet, "text": text[:QUOTED]})


def _astray(value: Value, places: list[Place], sheets: list[_Sheet]) -> Finding | None:
    """Find a value that is on the sheet of its box, but beyond it: how far tells which box is too small."""
    amounts = []
    for place in places:
        chars = sheets[place.page - 1].read.characters
        pieces = [folded(char.text) for char in chars]
        text = "".join(pieces)
        owner = [index for index, piece in enumerate(pieces) for _ in piece]
        for line in (folded(line) for line in value.lines):
            start = text.find(line) if len(line) > 1 else -1
            while start >= 0:
                ink = [chars[index] for index in dict.fromkeys(owner[start : start + len(line)])]
                amounts.append((max(_beyond(char, place) for char in ink), place.page))
                start = text.find(line, start + 1)
    # the same words may stand in other boxes too: those next to the box are meant
    outside = [found for found in amounts if found[0]]
    return _sticks_out(value.key, min(outside)[1], min(outside)[0]) if outside else None


def _on_each(sheets: list[_Sheet], expected: Expectation) -> Iterator[Finding]:
    for sheet in sheets:
        for text in expected.on_each:
            if missing((text,), [sheet.text], is_in_order=not sheet.turns):
                yield Finding(code="paper_number_missing", params={"sheet": sheet.number, "number": text})


def _outside(sheet: _Sheet) -> Iterator[Finding]:
    """Find what is drawn left or right of the frame, or in the outer white above and below it."""
    read = sheet.read
    inked = [char for char in read.characters if folded(char.text)]
    amount = max(_off(inked, INK_OFF), _off(read.shapes, PEN_OFF))
    if amount:
        text = "".join(char.text for char in inked if _off((char,), INK_OFF))
        yield Finding(
            code="paper_outside_frame",
            params={"sheet": sheet.number, "amount": f"{amount:.1f}", "text": text[:QUOTED]},
        )


def _off(things: Iterable[Bounds], allowed: float) -> float:
    worst = max(
        (max(FRAME[0] - t.left, t.right - FRAME[1], TOP - t.top, t.bottom - BOTTOM) for t in things), default=0.0
    )
    return worst if worst > allowed else 0.0


def _fonts(claims: ClaimsRead) -> Iterator[Finding]:
    for font in claims.fonts:
        if not font.is_embedded:
            yield Finding(code="paper_font_not_embedded", params={"font": font.name})


def _standards(claims: ClaimsRead) -> Iterator[Finding]:
    holds = {
        "PDF/A-3a": claims.pdfa.upper() == "3A",
        "PDF/UA-1": claims.pdfua == "1",
        "/Lang": bool(claims.language),
        "/StructTreeRoot": claims.is_tagged,
        "/OutputIntents": claims.has_output_intent,
    }
    for standard, is_held in holds.items():
        if not is_held:
            yield Finding(code="paper_standard_missing", params={"standard": standard})
