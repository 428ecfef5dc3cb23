"""Pauses before a message is tried again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.domain.retries import is_over, pause


@pytest.mark.parametrize(("attempts", "longest"), [(1, 5), (2, 10), (3, 20), (10, 2560), (11, 3600), (5000, 3600)])
def test_each_pause_is_twice_as_long_up_to_an_hour_and_spread_over_its_last_half(attempts: int, longest: int) -> None:
    pauses = [pause(attempts, key=str(key)).total_seconds() for key in range(200)]
    assert longest / 2 <= min(pauses) < longest * 0.52
    assert longest * 0.98 < max(pauses) <= longest


def test_the_first_attempt_waits_for_nothing() -> None:
    assert pause(0, key="a") == timedelta()


def test_the_spread_is_the_same_each_time_and_another_for_each_attempt() -> None:
    assert pause(3, key="m-1") == pause(3, key="m-1")
    assert pause(3, key="m-1") * 2 != pause(4, key="m-1")


def test_a_message_is_tried_thirty_times() -> None:
    assert not is_over(29)
    assert is_over(30)


def test_a_message_waits_as_long_on_every_machine() -> None:
    assert pause(1, key="a") == timedelta(seconds=2, microseconds=921_610)
