"""Which text of a sheet the engine does not bear, for refusals that it does not explain itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from app.gateways.typesetting.port import Sheet


def boxes_with(text: str, sheet: Sheet) -> list[str]:
    """Return the boxes whose lines hold a text."""
    return [key for key, lines in _lines(sheet).items() if any(text in line for line in lines)]


def culprit(sheet: Sheet, fails: Callable[[Sheet], bool]) -> tuple[str, str]:
    """Return the line that makes a sheet fail, and its box; empty texts when it is not one line alone.

    Halves the lines until one is left, so that a sheet of a thousand lines is tried ten times.
    """
    suspects = [(key, at) for key, lines in _lines(sheet).items() for at, line in enumerate(lines) if line]
    while len(suspects) > 1:
        half = len(suspects) // 2
        first, second = suspects[:half], suspects[half:]
        if fails(_with_only(first, sheet)):
            suspects = first
        elif fails(_with_only(second, sheet)):
            suspects = second
        else:
            return "", ""
    if not suspects:
        return "", ""
    key, at = suspects[0]
    return _lines(sheet)[key][at], key


def _lines(sheet: Sheet) -> Mapping[str, Sequence[str]]:
    lines: Any = sheet.data.get("lines")
    return lines if isinstance(lines, dict) else {}


def _with_only(kept: Sequence[tuple[str, int]], sheet: Sheet) -> Sheet:
    """Return the sheet with all other lines blank."""
    wanted = set(kept)
    lines = {
        key: [line if (key, at) in wanted else "" for at, line in enumerate(lines)]
        for key, lines in _lines(sheet).items()
    }
    return replace(sheet, data={**sheet.data, "lines": lines})
