"""Where the boxes of a document stand, from the corners that its template reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from app.gateways.typesetting.port import Box

#: Height of A4 in millimetres.
HEIGHT = 297.0


def boxes_of(marks: Iterable[Mapping[str, Any]], report: Mapping[str, Any]) -> tuple[Box, ...]:
    """Return the boxes: corner "a" opens the box of a key, the next "z" of the key closes it.

    A box that goes on over sheets has a part on each; the report's `room` gives upper and lower edge of the room for
    them (mm).
    """
    top, bottom = report.get("room", (0.0, HEIGHT))
    opened: dict[str, Mapping[str, Any]] = {}
    found: list[Box] = []
    for mark in marks:
        key = str(mark["k"])
        if mark["c"] == "a":
            opened[key] = mark
        elif begin := opened.pop(key, None):
            for part in _parts(key, begin, mark, top=top, bottom=bottom):
                found += _cells(part, begin["cols"]) if "cols" in begin else [part]
    return tuple(found)


def _cells(row: Box, widths: Iterable[float]) -> Iterator[Box]:
    """Yield the cells of a table's row, which is marked at its ends only: `goods.12` becomes `goods.12.0` and on."""
    left = row.x
    for at, width in enumerate(widths):
        yield replace(row, key=f"{row.key}.{at}", x=left, width=width)
        left += width


def _parts(key: str, begin: Mapping[str, Any], end: Mapping[str, Any], *, top: float, bottom: float) -> list[Box]:
    """Return the part of a box on each of its sheets."""
    parts = []
    for page in range(begin["p"], end["p"] + 1):
        upper = begin["y"] if page == begin["p"] else top
        lower = end["y"] if page == end["p"] else bottom
        left, right = sorted((begin["x"], end["x"]))
        parts.append(Box(key=key, page=page, x=left, y=upper, width=right - left, height=max(0.0, lower - upper)))
    return parts
