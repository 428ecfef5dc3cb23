"""Runs of scheduled jobs: each tick is taken by one scheduler, and every run leaves a row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeAlias

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from app.extensions import db
from app.models import JobLease, JobRun
from app.models.base import utc_now
from app.services.base.transaction import transaction

LONGEST_RESULT = 2000
#: How long runs are kept.
KEPT = timedelta(days=30)
#: After so long without an end a run was killed; the next one says so.
LONGEST_RUN = timedelta(hours=1)
#: what a job returns: a number, or a record of numbers, to be told in words
Done: TypeAlias = object
Work: TypeAlias = Callable[[datetime], Done]


def run_once(name: str, slot: int, work: Work, *, now: datetime) -> JobRun | None:
    """Do the work of a tick unless another scheduler has taken it; return the run's row, or None when taken."""
    return run(name, slot, work, now=now) if take(name, slot) else None


def run(name: str, slot: int, work: Work, *, now: datetime) -> JobRun:
    """Do the work of a tick that is ours; return the run's row."""
    with transaction():
        _end_killed(name, now=now)
        started = JobRun(name=name, slot=slot, started_at=now)
        db.session.add(started)
    try:
        state, result = "done", _in_words(work(now))
    except Exception as error:  # noqa: BLE001 whatever a job raises is its result; the next tick tries again
        db.session.rollback()
        state, result = "failed", f"{type(error).__name__}: {error}"
    with transaction():
        row = db.session.get_one(JobRun, started.id)
        row.state, row.result, row.finished_at = state, result[:LONGEST_RESULT], utc_now()
    return row


def delete_old(now: datetime) -> int:
    """Remove runs that ended long ago, and return how many there were (a scheduled job)."""
    with transaction():
        removed = db.session.connection().execute(
            delete(JobRun.__table__).where(JobRun.__table__.c.started_at < now - KEPT)
        )
    return removed.rowcount


def _end_killed(name: str, *, now: datetime) -> None:
    """Say of runs that never ended that they were killed."""
    running = select(JobRun).where(JobRun.name == name, JobRun.state == "running")
    for lost in db.session.scalars(running.where(JobRun.started_at <= now - LONGEST_RUN)):
        lost.state, lost.result, lost.finished_at = "failed", "killed before it ended", now


def take(name: str, slot: int) -> bool:
    """Take a tick; exactly one of any number of callers gets True."""
    lease = JobLease.__table__
    with transaction():
        connection = db.session.connection()
        ensure_lease(name)
        taken = connection.execute(
            update(lease).where(lease.c.name == name, lease.c.last_slot < slot).values(last_slot=slot)
        )
    return taken.rowcount == 1


def ensure_lease(name: str) -> None:
    """Make the lease of a job that has none yet; commits nothing."""
    lease = JobLease.__table__
    if db.session.connection().execute(select(lease.c.name).where(lease.c.name == name)).first() is not None:
        return
    try:
        with db.session.begin_nested():
            db.session.connection().execute(insert(JobLease.__table__).values(name=name, last_slot=-1, paused_by=""))
    except IntegrityError:
        """Another scheduler made it at the same moment: then it is there, and that is all we want."""


def _in_words(result: Done) -> str:
    if isinstance(result, list | tuple | set):
        return f"{len(result)}: " + ", ".join(map(str, list(result)[:20]))
    return "" if result is None else str(result)
