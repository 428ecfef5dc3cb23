"""Scheduled runs: each tick once, however many schedulers; failures are results, not crashes."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest

from app.extensions import db
from app.models import JobRun
from app.services.exchange import job_runs

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask

SCHEDULERS, TICKS = 3, 100


@pytest.mark.bar("R2")
def test_three_schedulers_run_each_tick_once(app: Flask, now: datetime) -> None:
    done: list[int] = []

    def scheduler() -> None:
        with app.app_context():
            for slot in range(TICKS):
                job_runs.run_once("job", slot, lambda _now, slot=slot: done.append(slot), now=now)

    threads = [threading.Thread(target=scheduler) for _ in range(SCHEDULERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with app.app_context():
        runs = [run.slot for run in db.session.scalars(db.select(JobRun))]
    assert len(runs) == len(set(runs)) == len(done)
    assert sorted(done) == sorted(runs)
    assert TICKS - 1 in runs


def test_a_failing_job_leaves_a_row_that_says_why(context: Flask, now: datetime) -> None:
    run = job_runs.run_once("job", 1, lambda _now: 1 // 0, now=now)
    assert run is not None
    assert (run.state, run.result) == ("failed", "ZeroDivisionError: integer division or modulo by zero")


def test_a_tick_that_is_over_is_not_run_again(context: Flask, now: datetime) -> None:
    job_runs.run_once("job", 7, lambda _now: None, now=now)
    assert job_runs.run_once("job", 6, lambda _now: None, now=now) is None
