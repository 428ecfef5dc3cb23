"""The table of scheduled jobs: name, schedule, service function; and the process that runs them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from apscheduler.schedulers.blocking import BlockingScheduler
from flask import Flask

from app.gateways import gateways
from app.services.certificates import documents, freezing
from app.services.doors import sessions
from app.services.exchange import format_sync, inbox, job_control, job_runs, reconciliation, sending
from app.services.formats import formats
from app.services.queries import export_requests, export_runs
from app.services.scans import scans
from app.services.statistics import totals

#: How often each scheduler looks whether something is due or asked for, in seconds.
LOOK = 10


@dataclass(frozen=True, kw_only=True)
class ScheduledJob:
    """Declare one job: `minutes` or `seconds` between its runs, and the service function that gets the run's time.

    needs_exchange   it is of use only where customs is another system (CUSTOMS_SIDE=http)
    """

    name: str
    minutes: int = 0
    seconds: int = 0
    work: Callable[[datetime], object]
    needs_exchange: bool = False

    @property
    def period(self) -> int:
        """Return the seconds between two runs."""
        return self.minutes * 60 + self.seconds

    def slot(self, now: datetime) -> int:
        """Return the number of the tick that a moment lies in; every scheduler counts alike."""
        return int(now.timestamp()) // self.period


JOBS: tuple[ScheduledJob, ...] = (
    ScheduledJob(name="sweep_orphan_files", minutes=60, work=freezing.sweep),
    ScheduledJob(name="sweep_orphan_scans", minutes=60, work=scans.sweep),
    ScheduledJob(name="sweep_previews", minutes=60, work=documents.sweep_previews),
    ScheduledJob(name="write_exports", seconds=30, work=export_runs.work_off),
    ScheduledJob(name="sweep_exports", minutes=60, work=export_requests.sweep),
    ScheduledJob(name="fold_totals", minutes=60, work=totals.fold),
    ScheduledJob(name="put_formats_in_force", minutes=5, work=formats.put_in_force),
    ScheduledJob(name="clean_sessions", minutes=30, work=sessions.delete_expired),
    ScheduledJob(name="clean_job_runs", minutes=24 * 60, work=job_runs.delete_old),
    ScheduledJob(name="send_messages", seconds=15, work=sending.send_waiting, needs_exchange=True),
    ScheduledJob(name="collect_answers", seconds=15, work=inbox.collect, needs_exchange=True),
    ScheduledJob(name="sync_formats", minutes=60, work=format_sync.by_job, needs_exchange=True),
    ScheduledJob(name="reconcile", minutes=60, work=reconciliation.reconcile, needs_exchange=True),
)


def run(app: Flask) -> None:
    """Run the jobs until the process is told to stop; blocks."""
    scheduler = BlockingScheduler(timezone=UTC)
    for job in jobs_of(app):
        # the lease decides who runs a tick, so each scheduler may look more often than the job is due
        scheduler.add_job(
            tick,
            "interval",
            args=[app, job],
            id=job.name,
            seconds=min(LOOK, job.period),
            next_run_time=datetime.now(UTC),
            coalesce=True,
            max_instances=1,
            misfire_grace_time=60,
        )
    scheduler.start()


def jobs_of(app: Flask) -> list[ScheduledJob]:
    """Return the jobs that this deployment needs."""
    with app.app_context():
        has_exchange = gateways().customs.needs_exchange
    return [job for job in JOBS if has_exchange or not job.needs_exchange]


def tick(app: Flask, job: ScheduledJob) -> None:
    """Do what somebody asked for, else the job's present tick unless another scheduler has, or the job is paused."""
    now = datetime.now(UTC)
    with app.app_context():
        lease = job_control.look(job.name, period=job.period, now=now)
        if lease.is_asked and job_control.take_asked(job.name):
            job_runs.run(job.name, job.slot(now), job.work, now=now)
        elif not lease.is_paused:
            job_runs.run_once(job.name, job.slot(now), job.work, now=now)
