"""A list for print: HTML of A4 pages, upright or across, each with its own head and number, for either PDF engine."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, select_autoescape

from app.reports.list_sheet import ListSheet, clean

#: More rows make a book that nobody reads: Excel has them all.
MAX_ROWS = 5_000
#: mm of a line, and around a row's lines.
LINE, PADDING = 3.7, 1.5
MAX_LINES_A_CELL = 12

_PAPER = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "paper"),
    autoescape=select_autoescape(default=True),
    trim_blocks=True,
)


@dataclass(frozen=True)
class Sheet:
    """Hold the mm of a page and the room on it: half-width characters in a line, mm below the table's head."""

    width: int
    height: int
    characters: int
    room: float


PORTRAIT = Sheet(210, 297, 116, 246.0)
LANDSCAPE = Sheet(297, 210, 170, 159.0)


@dataclass(frozen=True)
class ListHtml:
    """Hold the pages as one HTML text."""

    html: str
    pages: int


def write(sheet: ListSheet) -> ListHtml:
    """Lay the list out; the same text always breaks into the same pages."""
    wanted = [max(head.width, _width(head.label), 4) for head in sheet.heads]
    paper = PORTRAIT if sum(wanted) <= PORTRAIT.characters else LANDSCAPE
    widths = _widths(wanted, paper.characters)
    pages: list[list[list[str]]] = [[]]
    left, written, is_cut = paper.room, 0, False
    for row in sheet.rows:
        if written >= sheet.limit:
            is_cut = True
            break
        cells = [_shortened(clean(value), width) for value, width in zip(row, widths, strict=True)]
        lines = max((_lines(cell, width) for cell, width in zip(cells, widths, strict=True)), default=1)
        height = lines * LINE + PADDING
        if height > left and pages[-1]:
            pages.append([])
            left = paper.room
        pages[-1].append(cells)
        left -= height
        written += 1
    html = _PAPER.get_template("list.html.j2").render(
        sheet=sheet,
        paper=paper,
        pages=pages,
        is_cut=is_cut,
        written=written,
        shares=[100 * width / sum(widths) for width in widths],
    )
    return ListHtml(html, len(pages))


def _widths(wanted: Sequence[int], characters: int) -> list[int]:
    """Share the page's width out among the columns, in half-width characters."""
    total = sum(wanted) or 1
    return [max(3, width * characters // total) for width in wanted]


def _width(text: str) -> int:
    """Return the width in half-width characters; capitals are wider than other Latin letters."""
    return math.ceil(sum(_letter(letter) for letter in text))


def _letter(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WFA":
        return 2
    return 1.5 if letter.isupper() else 1.1


def _lines(text: str, width: int) -> int:
    """Return the lines that a text takes at most: broken anywhere, two characters lost a line."""
    usable = max(2, width - 2)
    return sum(max(1, -(-_width(part) // usable)) for part in text.split("\n")) or 1


def _shortened(text: str, width: int) -> str:
    if _lines(text, width) <= MAX_LINES_A_CELL:
        return text
    kept = "\n".join(text.split("\n")[:MAX_LINES_A_CELL])
    room = (width - 2) * MAX_LINES_A_CELL // 2
    return f"{kept[:room]}…"
