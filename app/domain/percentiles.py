"""Percentiles between the values of a sorted list, as PostgreSQL's percentile_cont."""

from __future__ import annotations

from collections.abc import Sequence


def percentile(values: Sequence[float], part: float) -> float:
    """Return the value below which a part of the sorted, non-empty values lies."""
    place = part * (len(values) - 1)
    below = int(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (values[above] - values[below]) * (place - below)
