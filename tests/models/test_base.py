"""What every table shares: moments are stored in UTC and come back aware, and a naive one is refused."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.dialects import postgresql, sqlite

from app.models.base import IS_KEPT, UtcDateTime, rows_where, utc_now

CHINA = timezone(timedelta(hours=8))
MORNING = datetime(2026, 11, 23, 9, 41, tzinfo=CHINA)
KEPT = UtcDateTime()


def test_a_moment_is_stored_in_utc_on_both_databases() -> None:
    assert KEPT.process_bind_param(MORNING, sqlite.dialect()) == datetime(2026, 11, 23, 1, 41)  # noqa: DTZ001
    assert KEPT.process_bind_param(MORNING, postgresql.dialect()) == MORNING
    assert KEPT.process_bind_param(None, sqlite.dialect()) is None


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        KEPT.process_bind_param(datetime(2026, 11, 23), sqlite.dialect())  # noqa: DTZ001


def test_a_stored_moment_comes_back_aware() -> None:
    naive = datetime(2026, 11, 23, 1, 41)  # noqa: DTZ001
    for stored in (naive, MORNING):
        found = KEPT.process_result_value(stored, sqlite.dialect())
        assert found == MORNING
        assert found is not None
        assert found.tzinfo is UTC
    assert KEPT.process_result_value(None, sqlite.dialect()) is None


def test_the_clock_is_aware_and_in_utc() -> None:
    assert utc_now().tzinfo is UTC


def test_an_index_of_some_rows_says_so_to_both_databases() -> None:
    assert {name: str(text) for name, text in rows_where("read_at IS NULL").items()} == {
        "sqlite_where": "read_at IS NULL",
        "postgresql_where": "read_at IS NULL",
    }
    assert {str(text) for text in IS_KEPT.values()} == {"deleted_at IS NULL"}
