"""Look-ups of officials abroad: typed numbers, and how many misses an hour allows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from app.domain import lookups

NOW = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)


def ago(*minutes: int) -> list[datetime]:
    return [NOW - timedelta(minutes=one) for one in minutes]


def test_digits_of_any_script_count() -> None:
    assert lookups.typed_number("٢٢١٠٠٠ ۰۰۴۱ abc-१") == "2210000041ABC-1"
    assert lookups.typed_number("ﬁ２²") == "FI22"


def test_twenty_misses_pause_until_the_first_of_them_is_an_hour_old() -> None:
    assert lookups.paused_until(ago(*range(1, 20)), now=NOW) is None
    assert lookups.paused_until(ago(*range(1, 21)), now=NOW) == NOW + timedelta(minutes=40)
    assert lookups.paused_until(ago(*range(1, 26)), now=NOW) == NOW + timedelta(minutes=40)


def test_a_miss_of_an_hour_ago_is_forgotten() -> None:
    assert lookups.paused_until(ago(60, *range(1, 20)), now=NOW) is None
    assert lookups.paused_until(ago(59, *range(1, 20)), now=NOW) == NOW + timedelta(minutes=1)


def test_the_misses_left_count_down_to_none() -> None:
    assert [lookups.misses_left(missed) for missed in (0, 19, 20, 25)] == [20, 1, 0, 0]


def test_a_found_document_stays_open_for_half_a_day() -> None:
    assert timedelta(hours=12) == lookups.OPEN_FOR
    assert lookups.OUTCOMES == (lookups.FOUND, lookups.MISSED, lookups.PAUSED) == ("found", "missed", "paused")
