"""Writing exports in the background: one claim an export, renewed while rows are written, free again after a kill."""

from __future__ import annotations

import logging
import tempfile
import uuid
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from time import monotonic
from typing import Protocol

from sqlalchemy import Connection, or_, select, update

from app.domain.actor import Actor
from app.domain.errors import DomainError, NotPermittedError
from app.extensions import db
from app.gateways import gateways
from app.models import ExportRequest
from app.models.base import utc_now
from app.reports.list_sheet import Cell, ListSheet
from app.services.base import accounts
from app.services.queries import exports
from app.services.queries.export_requests import PREFIX

#: How long a claim counts without being renewed, how often it is, and how often an export is begun.
LEASE = timedelta(seconds=60)
RENEWED_SECONDS = 1.0
MAX_ATTEMPTS = 3

_table = ExportRequest.__table__
_logger = logging.getLogger(__name__)
_sources: list[Source] = []


@dataclass(frozen=True, kw_only=True)
class ExportTask:
    """Hold what a writer knows of an export, free of any session."""

    id: int
    claim: str
    user_id: int
    source: str
    kind: str
    language: str
    arguments: dict[str, str]
    columns: list[str]


@dataclass(frozen=True)
class Opened:
    """Hold a list on its way out and, where it is known, how many rows it has."""

    sheet: ListSheet
    total: int | None


class Source(Protocol):
    """Open the list that an export names, in its owner's scope and language; the views know all lists."""

    def __call__(self, job: ExportTask, actor: Actor, *, limit: int) -> AbstractContextManager[Opened]: ...


class CancelledError(Exception):
    """Stop writing: the export was cancelled, or somebody else has taken it over."""


def open_with(source: Source) -> None:
    """Take in who knows the lists: services do not know the views."""
    _sources[:] = [source]


def work_off(_now: datetime | None = None) -> int:
    """Write every export that waits or whose writer was killed; return how many."""
    count = 0
    while (job := claim()) is not None:
        _run(job)
        count += 1
    return count


def claim() -> ExportTask | None:
    """Take the first export that waits or has lost its writer; exactly one of any number of callers gets it."""
    now, token = utc_now(), uuid.uuid4().hex
    free = or_(_table.c.state == "waiting", (_table.c.state == "running") & (_table.c.claimed_until < now))
    with _writing() as connection:
        row = connection.execute(select(_table).where(free).order_by(_table.c.id).limit(1)).mappings().first()
        if row is None:
            return None
        is_spent = row["attempts"] >= MAX_ATTEMPTS
        values = (
            {"state": "failed", "problem": "export_failed", "finished_at": now, "claim": None}
            if is_spent
            else {
                "state": "running", "claim": token, "claimed_until": now + LEASE, "attempts": row["attempts"] + 1,
                "rows_written": 0, "started_at": now,
            }
        )  # fmt: skip
        taken = connection.execute(update(_table).where(_table.c.id == row["id"], free).values(**values)).rowcount
    if is_spent or not taken:
        return claim()
    known = {name: row[name] for name in ("id", "user_id", "source", "kind", "language", "arguments", "columns")}
    return ExportTask(claim=token, **known)


def _run(job: ExportTask) -> None:
    try:
        key, size, rows = _write(job)
    except CancelledError:
        return
    except DomainError as error:
        _finish(job, state="failed", problem=error.code[:60])
    except Exception:
        _logger.exception("export %s failed", job.id)
        _finish(job, state="failed", problem="export_failed")
    else:
        if not _finish(job, state="done", storage_key=key, size=size, rows_written=rows):
            gateways().files.delete(key)
    finally:
        db.session.remove()


def _write(job: ExportTask) -> tuple[str, int, int]:
    """Write the file and store it before its row says so; return its key, size and number of rows."""
    user = accounts.find(job.user_id)
    if user is None or not user.is_active:
        raise NotPermittedError
    actor = accounts.actor_for(user)
    (source,) = _sources
    limit = exports.KINDS[job.kind].max_rows
    with tempfile.TemporaryFile() as file, source(job, actor, limit=limit) as opened:
        watched = _Watched(job, opened)
        exports.write(job.kind, replace(opened.sheet, rows=watched.rows()), file)
        file.seek(0)
        data = file.read()
        watched.tell()
    key = f"{PREFIX}/{job.id}-{job.claim}.{job.kind}"
    gateways().files.put(key, data)
    return key, len(data), watched.written


class _Watched:
    """Count rows as they are written, tell the export's row of it, and stop when it is not ours any more."""

    def __init__(self, job: ExportTask, opened: Opened) -> None:
        self._job, self._opened = job, opened
        self._limit = opened.sheet.limit
        self._told_at = monotonic()
        self.written = 0
        self.tell()

    def rows(self) -> Iterator[Sequence[Cell]]:
        for row in self._opened.sheet.rows:
            yield row
            self.written = min(self.written + 1, self._limit)
            if monotonic() - self._told_at > RENEWED_SECONDS:
                self.tell()

    def tell(self) -> None:
        self._told_at = monotonic()
        known = {"rows_total": min(self._opened.total, self._limit)} if self._opened.total is not None else {}
        if not _change(self._job, rows_written=self.written, claimed_until=utc_now() + LEASE, **known):
            raise CancelledError


def _finish(job: ExportTask, **values: str | int | datetime | None) -> bool:
    return _change(job, finished_at=utc_now(), claim=None, claimed_until=None, **values)


def _change(job: ExportTask, **values: str | int | datetime | None) -> bool:
    """Change the export's row while the claim is ours; the reading session beside it is not disturbed."""
    is_ours = (_table.c.id == job.id, _table.c.claim == job.claim, _table.c.state == "running")
    with _writing() as connection:
        return bool(connection.execute(update(_table).where(*is_ours).values(**values)).rowcount)


def _writing() -> AbstractContextManager[Connection]:
    return db.engine.execution_options(writes=True).begin()
