"""Scheduled jobs as the administrator sees and steers them: last results, next times, run now, pause, resume."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, select, update

from app.domain.actor import Actor
from app.domain.errors import NotFoundError
from app.extensions import db
from app.models import JobLease, JobRun
from app.services.base import records
from app.services.base.transaction import transaction
from app.services.exchange import job_runs

#: How exactly it is known when a scheduler last looked.
TOUCH = timedelta(seconds=60)
#: Without a look for so long no scheduler is running.
SILENT = timedelta(minutes=5)
MOST_RUNS_SHOWN = 50

_TABLE = JobLease.__table__


@dataclass(frozen=True, kw_only=True)
class Look:
    """Say what people told a job."""

    is_paused: bool
    is_asked: bool


@dataclass(frozen=True, kw_only=True)
class JobEntry:
    """Hold one job as the screen shows it; `next_at` is None while it is paused."""

    lease: JobLease
    last: JobRun | None
    next_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class Overview:
    entries: Sequence[JobEntry]
    is_alive: bool


def look(name: str, *, period: int, now: datetime) -> Look:
    """Note that a scheduler looks after a job, and return what people told it."""
    row = db.session.execute(
        select(_TABLE.c.period_seconds, _TABLE.c.seen_at, _TABLE.c.paused_at, _TABLE.c.asked_at).where(
            _TABLE.c.name == name
        )
    ).first()
    db.session.rollback()
    if row is None or row.period_seconds != period or row.seen_at is None or now - row.seen_at >= TOUCH:
        with transaction():
            job_runs.ensure_lease(name)
            _write(name, period_seconds=period, seen_at=now)
    return Look(is_paused=bool(row and row.paused_at), is_asked=bool(row and row.asked_at))


def take_asked(name: str) -> bool:
    """Take the wish that a job runs now; exactly one of any number of schedulers gets True."""
    with transaction():
        done = db.session.connection().execute(
            update(_TABLE).where(_TABLE.c.name == name, _TABLE.c.asked_at.is_not(None)).values(asked_at=None)
        )
    return done.rowcount == 1


def overview(actor: Actor, *, now: datetime) -> Overview:
    """Return every job that a scheduler has looked after. Raises NotPermittedError."""
    records.require(actor, "list", "jobs")
    leases = db.session.scalars(select(JobLease).where(JobLease.seen_at.is_not(None)).order_by(JobLease.name)).all()
    newest = select(func.max(JobRun.id)).group_by(JobRun.name)
    last = {run.name: run for run in db.session.scalars(select(JobRun).where(JobRun.id.in_(newest)))}
    entries = [JobEntry(lease=lease, last=last.get(lease.name), next_at=_next(lease, now=now)) for lease in leases]
    is_alive = any(lease.seen_at is not None and now - lease.seen_at < SILENT for lease in leases)
    return Overview(entries=entries, is_alive=is_alive)


def runs(actor: Actor, *, name: str = "") -> Sequence[JobRun]:
    """Return the last runs, of one job or of all, newest first."""
    records.require(actor, "list", "jobs")
    statement = select(JobRun).order_by(JobRun.id.desc()).limit(MOST_RUNS_SHOWN)
    if name:
        statement = statement.where(JobRun.name == name)
    return db.session.scalars(statement).all()


def run_now(actor: Actor, name: str, *, now: datetime) -> None:
    """Ask for a run; the next scheduler that looks does it, paused or not. Raises NotFoundError."""
    _steer(actor, name, asked_at=now)


def pause(actor: Actor, name: str, *, now: datetime) -> None:
    """Let the ticks of a job pass unused until it is resumed. Raises NotFoundError."""
    _steer(actor, name, paused_at=now, paused_by=actor.name)


def resume(actor: Actor, name: str) -> None:
    """Let a paused job go on with its next tick. Raises NotFoundError."""
    _steer(actor, name, paused_at=None, paused_by="")


def _steer(actor: Actor, name: str, **values: str | int | datetime | None) -> None:
    records.require(actor, "edit", "jobs")
    with transaction():
        if db.session.scalar(select(JobLease.name).where(JobLease.name == name)) is None:
            raise NotFoundError
        _write(name, **values)


def _write(name: str, **values: str | int | datetime | None) -> None:
    db.session.connection().execute(update(_TABLE).where(_TABLE.c.name == name).values(**values))
    db.session.expire_all()


def _next(lease: JobLease, *, now: datetime) -> datetime | None:
    """Return when the next tick begins that nobody has taken."""
    if lease.paused_at is not None or not lease.period_seconds:
        return None
    if lease.asked_at is not None:
        return now
    due = (lease.last_slot + 1) * lease.period_seconds
    return max(now, datetime.fromtimestamp(due, UTC))
