"""A run of the sync counts its formats by how they stand afterwards."""

from __future__ import annotations

from app.models import SyncRun


def test_a_run_counts_what_stands_in_a_state() -> None:
    run = SyncRun(results=[{"code": "c3-1", "state": "in_step"}, {"code": "c5-1", "state": "failed"}, {"code": "c8-1"}])
    assert [run.count(state) for state in ("in_step", "failed", "waiting")] == [1, 1, 0]
