"""Numbers of rows in paths: only what can be one is one."""

from __future__ import annotations

import pytest

from app.domain.document.paths import row_number


@pytest.mark.bar("S12")
@pytest.mark.parametrize(
    ("text", "number"),
    [("0", 0), ("12", 12), ("", None), ("-1", None), ("1e5", None), ("²", None), ("٣", None), ("9" * 5000, None)],
)
def test_a_row_is_named_by_a_few_digits(text: str, number: int | None) -> None:
    assert row_number(text) == number


def test_more_rows_than_six_digits_count_are_none() -> None:
    assert row_number("9" * 6) == 999_999
    assert row_number("9" * 7) is None
