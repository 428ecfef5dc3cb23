"""The table of scheduled jobs: name, schedule, service function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from app.services import issuance, sessions


@dataclass(frozen=True, kw_only=True)
class Job:
    """Declare one job: `minutes` between its runs, and the service function that gets the time of the run."""

    name: str
    minutes: int
    run: Callable[[datetime], object]


JOBS: tuple[Job, ...] = (
    Job(name="sweep_orphan_files", minutes=60, run=issuance.sweep_before),
    Job(name="clean_sessions", minutes=30, run=sessions.delete_expired),
)
