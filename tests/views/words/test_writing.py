"""How lists write values."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from app.views.words import writing

MORNING = datetime(2026, 11, 23, 1, 41, 5, tzinfo=UTC)

pytestmark = [
    pytest.mark.one_database(reason="words and shape of pages; no query of its own"),
    pytest.mark.usefixtures("english"),
]


@pytest.mark.parametrize(
    ("value", "kind", "text"),
    [
        (None, "text", ""),
        (True, "yes_no", "Yes"),
        (False, "yes_no", "No"),
        (MORNING, "moment", "2026-11-23 09:41"),
        (MORNING, "second", "2026-11-23 09:41:05"),
        (date(2026, 11, 23), "day", "2026-11-23"),
        (["a", None, 7], "text", "a, , 7"),
        (7, "number", "7"),
    ],
)
def test_a_value_is_written_by_its_type(value: Any, kind: str, text: str) -> None:
    assert writing.written(value, kind) == text


def test_choices_are_written_as_the_lists_write_them() -> None:
    offices = dict(writing.customs_choices())
    assert offices["0901"].startswith("[0901] - ")
    assert ("KOR", "South Korea") in writing.country_choices()
