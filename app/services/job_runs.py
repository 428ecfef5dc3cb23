"""Runs of scheduled jobs: each tick is taken by one scheduler, and every run leaves a row."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.exc import IntegrityError

from app.extensions import db
from app.models import JobLease, JobRun
from app.models.base import utc_now
from app.services.transaction import transaction

LONGEST_RESULT = 2000


def run_once(name: str, slot: int, work: Callable[[datetime], object], *, now: datetime) -> JobRun | None:
    """Do the work of a tick unless another scheduler has taken it; return the run's row, or None when taken."""
    if not take(name, slot):
        return None
    with transaction():
        run = JobRun(name=name, slot=slot, started_at=now)
        db.session.add(run)
    try:
        state, result = "done", _in_words(work(now))
    except Exception as error:  # noqa: BLE001 whatever a job raises is its result; the next tick tries again
        db.session.rollback()
        state, result = "failed", f"{type(error).__name__}: {error}"
    with transaction():
        row = db.session.get_one(JobRun, run.id)
        row.state, row.result, row.finished_at = state, result[:LONGEST_RESULT], utc_now()
    return row


def take(name: str, slot: int) -> bool:
    """Take a tick; exactly one of any number of callers gets True."""
    lease = JobLease.__table__
    with transaction():
        connection = db.session.connection()
        if connection.execute(select(lease.c.name).where(lease.c.name == name)).first() is None:
            _make_lease(name)
        taken = connection.execute(
            update(lease).where(lease.c.name == name, lease.c.last_slot < slot).values(last_slot=slot)  # type: ignore[arg-type]
        )
    return taken.rowcount == 1


def _make_lease(name: str) -> None:
    try:
        with db.session.begin_nested():
            db.session.connection().execute(insert(JobLease.__table__).values(name=name, last_slot=-1))  # type: ignore[arg-type]
    except IntegrityError:
        """Another scheduler made it at the same moment: then it is there, and that is all we want."""


def _in_words(result: object) -> str:
    if isinstance(result, list | tuple | set):
        return f"{len(result)}: " + ", ".join(map(str, list(result)[:20]))
    return "" if result is None else str(result)
