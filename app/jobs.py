"""The table of scheduled jobs: name, schedule, service function; and the process that runs them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from apscheduler.schedulers.blocking import BlockingScheduler
from flask import Flask

from app.services import freezing, job_runs, scans, sessions


@dataclass(frozen=True, kw_only=True)
class Job:
    """Declare one job: `minutes` between its runs, and the service function that gets the time of the run."""

    name: str
    minutes: int
    work: Callable[[datetime], object]

    def slot(self, now: datetime) -> int:
        """Return the number of the tick that a moment lies in; every scheduler counts alike."""
        return int(now.timestamp()) // (self.minutes * 60)


JOBS: tuple[Job, ...] = (
    Job(name="sweep_orphan_files", minutes=60, work=freezing.sweep),
    Job(name="sweep_orphan_scans", minutes=60, work=scans.sweep),
    Job(name="clean_sessions", minutes=30, work=sessions.delete_expired),
)


def run(app: Flask) -> None:
    """Run the jobs until the process is told to stop; blocks."""
    scheduler = BlockingScheduler(timezone=UTC)
    for job in JOBS:
        # the lease decides who runs a tick, so each scheduler may look more often than the job is due
        scheduler.add_job(
            tick,
            "interval",
            args=[app, job],
            id=job.name,
            seconds=min(60, job.minutes * 60),
            next_run_time=datetime.now(UTC),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=60,
        )
    scheduler.start()


def tick(app: Flask, job: Job) -> None:
    """Do the job's present tick unless another scheduler has."""
    now = datetime.now(UTC)
    with app.app_context():
        job_runs.run_once(job.name, job.slot(now), job.work, now=now)
