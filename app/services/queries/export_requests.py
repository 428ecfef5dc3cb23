"""Exports in the background 我的导出, as their owner sees them: asked for, watched, cancelled, downloaded, swept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import func, select

from app.domain.actor import Actor
from app.domain.errors import DomainError, NotAllowedNowError, NotFoundError
from app.extensions import db
from app.gateways import gateways
from app.models import ExportRequest
from app.services.base import preferences, stored_files
from app.services.base.transaction import transaction

PREFIX = "exports"
KEPT = timedelta(days=7)
#: Exports that one person may have waiting or running.
MAX_OPEN = 5
MAX_SHOWN = 50
OPEN = ("waiting", "running")
#: What the bell rings for, and where the account remembers until when its owner has been told.
TOLD, SCREEN = ("done", "failed"), "exports"


@dataclass(frozen=True, kw_only=True)
class ExportOrder:
    """Say what is to be exported; see `models/export_request.py` for source and arguments."""

    source: str
    title: str
    kind: str
    language: str
    arguments: Mapping[str, str] = field(default_factory=dict)
    columns: Sequence[str] = ()


def ask(actor: Actor, order: ExportOrder, *, now: datetime) -> ExportRequest:
    """Put an export in line; raises DomainError when too many of the actor's are open."""
    with transaction():
        mine = select(func.count(ExportRequest.id)).where(
            ExportRequest.user_id == actor.user_id, ExportRequest.state.in_(OPEN)
        )
        if int(db.session.scalar(mine) or 0) >= MAX_OPEN:
            raise DomainError("too_many_exports", limit=MAX_OPEN)
        job = ExportRequest(
            user_id=actor.user_id,
            source=order.source,
            title=order.title,
            kind=order.kind,
            language=order.language,
            arguments=dict(order.arguments),
            columns=list(order.columns),
            asked_at=now,
        )
        db.session.add(job)
    return job


def mine(actor: Actor) -> Sequence[ExportRequest]:
    """Return the actor's exports, the newest first."""
    own = select(ExportRequest).where(ExportRequest.user_id == actor.user_id)
    return list(db.session.scalars(own.order_by(ExportRequest.id.desc()).limit(MAX_SHOWN)))


def unseen(actor: Actor) -> Sequence[ExportRequest]:
    """Return the actor's exports that have ended since he was last told, the newest first."""
    if actor.user_id is None:
        return []
    ended = select(ExportRequest).where(ExportRequest.user_id == actor.user_id, ExportRequest.state.in_(TOLD))
    told_until = preferences.of(actor, SCREEN).get("told_until")
    if told_until:
        ended = ended.where(ExportRequest.finished_at > datetime.fromisoformat(str(told_until)))
    return list(db.session.scalars(ended.order_by(ExportRequest.id.desc()).limit(MAX_SHOWN)))


def mark_seen(actor: Actor) -> None:
    """Remember that the actor knows of everything that has ended."""
    ended = [job.finished_at for job in unseen(actor) if job.finished_at]
    if ended:
        preferences.remember(actor, SCREEN, told_until=max(ended).isoformat())


def cancel(actor: Actor, number: int, *, now: datetime) -> ExportRequest:
    """Stop an export; whoever writes it notices at the next rows."""
    with transaction():
        job = _own(actor, number)
        if job.state not in OPEN:
            raise NotAllowedNowError("export_is_over")
        job.state, job.finished_at, job.claim = "cancelled", now, None
    return job


def download(actor: Actor, number: int) -> tuple[ExportRequest, bytes]:
    """Return an export and its file; raises NotFoundError for foreign, unfinished and swept ones."""
    job = _own(actor, number)
    if job.state != "done" or not job.storage_key:
        raise NotFoundError
    try:
        return job, gateways().files.get(job.storage_key)
    except FileNotFoundError as error:
        raise NotFoundError from error


def sweep(now: datetime) -> list[str]:
    """Remove exports that are older than a week with their files, and files whose row never came."""
    with transaction():
        old = list(db.session.scalars(select(ExportRequest).where(ExportRequest.asked_at < now - KEPT).limit(1000)))
        keys = [job.storage_key for job in old if job.storage_key]
        for job in old:
            db.session.delete(job)
    for key in keys:
        gateways().files.delete(key)
    return keys + stored_files.sweep(PREFIX, known=_known, now=now)


def _own(actor: Actor, number: int) -> ExportRequest:
    job = db.session.scalar(
        select(ExportRequest).where(ExportRequest.id == number, ExportRequest.user_id == actor.user_id)
    )
    if job is None:
        raise NotFoundError
    return job


def _known(keys: Iterable[str]) -> set[str]:
    found = db.session.scalars(select(ExportRequest.storage_key).where(ExportRequest.storage_key.in_(list(keys))))
    return {key for key in found if key}
