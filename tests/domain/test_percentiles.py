"""Percentiles between the values of a list."""

from __future__ import annotations

import pytest

from app.domain.percentiles import percentile


@pytest.mark.parametrize(
    ("values", "part", "found"),
    [
        ([10.0], 0.5, 10.0),
        ([10.0, 20.0], 0.5, 15.0),
        ([10.0, 20.0, 40.0], 0.25, 15.0),
        ([10.0, 20.0, 40.0], 0.75, 30.0),
        ([10.0, 20.0, 40.0], 1.0, 40.0),
        ([10.0, 20.0, 40.0], 0.0, 10.0),
        ([1.0, 2.0, 4.0, 8.0], 0.9, 6.8),
    ],
)
def test_a_percentile_lies_between_two_values(values: list[float], part: float, found: float) -> None:
    assert percentile(values, part) == pytest.approx(found)
