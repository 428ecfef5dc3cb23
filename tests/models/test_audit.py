"""Records of the history: plain values, the same on every database, under a hash that notices every change."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

from app.models.audit import plain, record_hash

RECORD = {"sequence": 2, "table_name": "notice", "happened_at": datetime(2026, 11, 23, tzinfo=UTC), "previous": "a1"}


def test_values_are_written_as_json_can_hold_them() -> None:
    assert plain({"at": datetime(2026, 11, 23, 6, 30, tzinfo=UTC), 1: (date(2026, 1, 2), Decimal("1.50"), None)}) == {
        "at": "2026-11-23T06:30:00.000000+00:00",
        "1": ["2026-01-02", "1.50", None],
    }
    assert plain(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def test_the_hash_speaks_of_everything_but_itself() -> None:
    told = record_hash(RECORD, "key")
    assert told == record_hash({**RECORD, "hash": "anything"}, "key")
    changed = [{**RECORD, name: "other"} for name in RECORD]
    assert told not in {record_hash(one, "key") for one in changed}
    assert told != record_hash(RECORD, "another key")
