"""Where two pictures of one sheet differ: areas in millimetres from the upper left corner."""

from __future__ import annotations

import io
from collections.abc import Iterable
from dataclasses import dataclass

from PIL import Image, ImageChops

WIDTH, HEIGHT = 210, 297
#: Millimetres of a cell: what differs in neighbouring cells is one area.
CELL = 3
#: Levels of grey that two pixels may differ by; the smoothing of edges stays below.
LEVEL = 48
Cell = tuple[int, int]


@dataclass(frozen=True, kw_only=True)
class Area:
    """A rectangle in which something differs, in millimetres."""

    x: int
    y: int
    width: int
    height: int


def areas(old: bytes, new: bytes) -> list[Area]:
    """Return the rectangles in which two pictures of an A4 sheet of one size differ, from top to bottom."""
    cells = _cells(*(Image.open(io.BytesIO(data)).convert("L") for data in (old, new)))
    return sorted((_around(group) for group in _groups(cells)), key=lambda area: (area.y, area.x))


def _cells(old: Image.Image, new: Image.Image) -> set[Cell]:
    across, down = WIDTH // CELL, HEIGHT // CELL
    differs = ImageChops.difference(old, new)
    marked = differs.point(lambda level: 255 if level > LEVEL else 0)
    # an average over the cell: one pixel of a hundred is more than nothing
    grid = marked.convert("F").resize((across, down), Image.Resampling.BOX).tobytes("raw", "F;32NF")
    levels = memoryview(grid).cast("f")
    return {(at % across, at // across) for at, level in enumerate(levels) if level > 0}


def _groups(cells: set[Cell]) -> Iterable[set[Cell]]:
    """Yield cells that touch each other, also at their corners."""
    left = set(cells)
    while left:
        waiting, group = [left.pop()], set()
        while waiting:
            x, y = waiting.pop()
            group.add((x, y))
            near = {(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)} & left
            left -= near
            waiting += near
        yield group


def _around(group: set[Cell]) -> Area:
    across, down = [x for x, _ in group], [y for _, y in group]
    x, y = min(across), min(down)
    return Area(x=x * CELL, y=y * CELL, width=(max(across) - x + 1) * CELL, height=(max(down) - y + 1) * CELL)
