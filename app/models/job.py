"""Scheduled jobs: a lease, so that any number of schedulers run each tick once, and a row for each run."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import BigInteger, CheckConstraint, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Model, UtcDateTime

STATES = ("running", "done", "failed")


class JobLease(Model):
    """Hold the last tick that somebody has taken, one row a job, and what people told it.

    paused_at          its ticks pass unused until somebody lets it go on
    asked_at           somebody wants it to run now, whatever the tick; the next scheduler that looks does it
    period_seconds     how often it is due, as the last scheduler that looked knew it
    """

    __tablename__ = "job_lease"

    name: Mapped[str] = mapped_column(String(60), primary_key=True)
    last_slot: Mapped[int] = mapped_column(BigInteger, default=-1)
    period_seconds: Mapped[int | None] = mapped_column(Integer)
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    paused_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    paused_by: Mapped[str] = mapped_column(String(130), default="")
    asked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class JobRun(Model):
    __tablename__ = "job_run"
    __table_args__ = (
        CheckConstraint(f"state in {STATES}", name="state"),
        Index("ix_job_run_name", "name", "id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String(60))
    slot: Mapped[int] = mapped_column(BigInteger)
    state: Mapped[str] = mapped_column(String(12), default="running")
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    result: Mapped[str] = mapped_column(Text, default="")
