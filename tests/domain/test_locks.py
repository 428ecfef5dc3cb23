"""Locks of the login doors: when they close, for how long, and that they double."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.locks import ACCOUNT, ADDRESS, MEMORY

NOW = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)


@pytest.mark.parametrize("failures", [0, 1, 4, 6, 9, 11])
def test_a_door_is_open_between_the_series(failures: int) -> None:
    assert ACCOUNT.locked_until(failures, NOW) is None


@pytest.mark.parametrize(("failures", "minutes"), [(5, 10), (10, 20), (15, 40), (20, 80), (25, 160)])
def test_each_series_closes_it_for_twice_as_long(failures: int, minutes: int) -> None:
    assert ACCOUNT.locked_until(failures, NOW) == NOW + timedelta(minutes=minutes)


def test_no_series_closes_it_for_more_than_a_day() -> None:
    assert ACCOUNT.locked_until(5_000, NOW) == NOW + timedelta(hours=24)


def test_an_address_bears_more_than_an_account() -> None:
    assert ADDRESS.attempts > ACCOUNT.attempts
    assert ADDRESS.locked_until(20, NOW) == NOW + timedelta(minutes=10)


@pytest.mark.parametrize(("failures", "left"), [(0, 5), (1, 4), (4, 1), (5, 5), (7, 3)])
def test_the_attempts_left_count_down(failures: int, left: int) -> None:
    assert ACCOUNT.left(failures) == left


def test_a_door_stays_open_when_no_failure_is_known_and_failures_are_forgotten_after_a_week() -> None:
    assert ACCOUNT.locked_until(5, None) is None
    assert timedelta(days=7) == MEMORY
