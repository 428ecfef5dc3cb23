"""Bar R2: three schedulers in processes of their own, each tick once; a kill during a run resumes at the next."""

from __future__ import annotations

import os
import signal
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from app.extensions import db
from app.models import JobRun
from app.services.exchange import job_runs

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from flask import Flask

SCHEDULERS, TICKS = 3, 100


def in_child(app: Flask, work: Callable[[], object]) -> int:
    """Start work in a forked child with connections of its own; return its id."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            with app.app_context():
                db.engine.dispose(close=False)
                work()
            code = 0
        finally:
            os._exit(code)
    return child


def end_of(child: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@pytest.mark.bar("R2")
def test_three_schedulers_in_processes_of_their_own_run_each_tick_once(
    app: Flask, now: datetime, tmp_path: Path
) -> None:
    done = tmp_path / "done"

    def note(tick: int) -> None:
        with done.open("a", encoding="ascii") as file:
            file.write(f"{tick}\n")

    def scheduler() -> None:
        for tick in range(TICKS):
            job_runs.run_once("job", tick, lambda _now, tick=tick: note(tick), now=now)

    children = [in_child(app, scheduler) for _ in range(SCHEDULERS)]
    assert [end_of(child) for child in children] == [0] * SCHEDULERS
    ran = [int(line) for line in done.read_text(encoding="ascii").split()]
    with app.app_context():
        rows = [run.slot for run in db.session.scalars(db.select(JobRun).order_by(JobRun.id))]
    assert sorted(ran) == sorted(rows) == list(range(TICKS))


@pytest.mark.bar("R2")
def test_a_kill_during_a_run_resumes_at_the_next(app: Flask, now: datetime) -> None:
    def dies(_now: datetime) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    child = in_child(app, lambda: job_runs.run_once("job", 1, dies, now=now))
    assert end_of(child) == -signal.SIGKILL
    with app.app_context():
        assert job_runs.run_once("job", 1, lambda _now: "again", now=now) is None
        later = now + timedelta(hours=2)
        run = job_runs.run_once("job", 2, lambda _now: "resumed", now=later)
        assert run is not None
        assert (run.state, run.result) == ("done", "resumed")
        lost = db.session.scalars(db.select(JobRun).where(JobRun.slot == 1)).one()
        assert (lost.state, lost.result) == ("failed", "killed before it ended")
