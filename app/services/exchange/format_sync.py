"""Sync 同步 of formats: published versions go to customs; each format says how it stands there, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from app.domain.actor import SYSTEM, Actor
from app.domain.errors import DomainError
from app.extensions import db
from app.gateways import gateways
from app.gateways.customs import Exchange, UnreachableError
from app.gateways.customs.messages import SubjectState
from app.models import CertificateFormat, FormatSync, FormatVersion, OutboxMessage, SyncRun
from app.services.base import records
from app.services.base.records import Columns
from app.services.base.transaction import transaction
from app.services.exchange import outbox, sending

MOST_RUNS_SHOWN = 30


@dataclass(frozen=True, kw_only=True)
class Comparison:
    """Hold what a sync would do: the version here and the one at customs.

    theirs    None when customs has no version of it, or one that we never published
    problem   why customs could not be asked
    """

    format: CertificateFormat
    ours: FormatVersion
    theirs: FormatVersion | None
    customs_number: int | None
    problem: str = ""

    @property
    def is_in_step(self) -> bool:
        return not self.problem and self.theirs is not None and self.theirs.id == self.ours.id


def compare(actor: Actor, format_id: int) -> Comparison:
    """Ask customs what it has of a format and compare. Raises NotPermittedError, NotFoundError, DomainError."""
    records.require(actor, "sync", "formats")
    row = _load(format_id)
    ours, problem, state = row.versions[-1], "", None
    subject = outbox.format_subject(row.code)
    customs = gateways().customs
    if isinstance(customs, Exchange):
        db.session.rollback()  # nothing is locked while the network is asked
        try:
            state = customs.state(subject)
        except UnreachableError as error:
            problem = str(error)
        row = _load(format_id)
        ours = row.versions[-1]
        theirs = _version_of(row, state)
    else:
        theirs = ours
    return Comparison(
        format=row,
        ours=ours,
        theirs=theirs,
        customs_number=theirs.number if theirs else state.has_version if state else None,
        problem=problem,
    )


def sync(actor: Actor, format_id: int, *, now: datetime) -> FormatSync:
    """Send what customs lacks of a format, at once; return how it stands then."""
    records.require(actor, "sync", "formats")
    code = _load(format_id).code
    run(actor, [code], started_by="button", now=now)
    return db.session.scalars(select(FormatSync).where(FormatSync.format_id == format_id)).one()


def sync_all(actor: Actor, *, now: datetime) -> SyncRun:
    """Send what customs lacks of every format, at once."""
    records.require(actor, "sync", "formats")
    return run(actor, None, started_by="button", now=now)


def by_job(now: datetime) -> str:
    """Sync every format (a scheduled job)."""
    done = run(SYSTEM, None, started_by="job", now=now)
    return f"in step {done.count('in_step')}, waiting {done.count('waiting')}, failed {done.count('failed')}"


def run(actor: Actor, codes: Sequence[str] | None, *, started_by: str, now: datetime) -> SyncRun:
    """Write, send and compare; leave a row of the run log with what came of each format."""
    with transaction():
        chosen = [row.code for row in _published(codes)]
        for row in _published(codes):
            _put_in_line(row, now=now)
    for code in chosen:
        sending.send_waiting(now, subject=outbox.format_subject(code))
    states, problem = _asked(chosen)
    with transaction():
        results = [_stand(row, states.get(row.code), problem, now=now) for row in _published(codes)]
        done = SyncRun(started_by=started_by, actor_name=actor.name, started_at=now, results=results)
        db.session.add(done)
    return done


def states() -> Mapping[int, FormatSync]:
    """Return how each format stands, by the format's id."""
    return {row.format_id: row for row in db.session.scalars(select(FormatSync))}


def standings(actor: Actor) -> Sequence[tuple[CertificateFormat, FormatSync | None]]:
    """Return every published format with how it stands at customs. Raises NotPermittedError."""
    records.require(actor, "sync", "formats")
    known = states()
    return [(row, known.get(row.id)) for row in _published(None)]


def runs() -> Sequence[SyncRun]:
    """Return the last runs, newest first."""
    return db.session.scalars(select(SyncRun).order_by(SyncRun.id.desc()).limit(MOST_RUNS_SHOWN)).all()


def _load(format_id: int) -> CertificateFormat:
    row: CertificateFormat = records.load(CertificateFormat, format_id)
    if not row.versions:
        raise DomainError("format_not_published", format=row.code)
    return row


def _published(codes: Sequence[str] | None) -> Sequence[CertificateFormat]:
    statement = (
        select(CertificateFormat)
        .where(CertificateFormat.versions.any())
        .order_by(CertificateFormat.code)
        .options(selectinload(CertificateFormat.versions))
    )
    if codes is not None:
        statement = statement.where(CertificateFormat.code.in_(codes))
    return db.session.scalars(statement).all()


def _put_in_line(row: CertificateFormat, *, now: datetime) -> None:
    """Write a message for each version that has none, and let what was given up be tried again."""
    for version in row.versions:
        outbox.tell_format(version, now=now)
        db.session.flush()
    for message in _messages(row, "failed", "waiting"):
        outbox.put_back(message, now=now)


def _asked(codes: Sequence[str]) -> tuple[dict[str, SubjectState], str]:
    customs, found = gateways().customs, {}
    if isinstance(customs, Exchange):
        try:
            for code in codes:
                state = customs.state(outbox.format_subject(code))
                if state is not None:
                    found[code] = state
        except UnreachableError as error:
            return found, str(error)
    return found, ""


def _stand(row: CertificateFormat, state: SubjectState | None, problem: str, *, now: datetime) -> Columns:
    """Write how a format stands, and return it for the run log."""
    wanted = row.versions[-1].number
    found = db.session.scalar(select(FormatSync).where(FormatSync.format_id == row.id))
    if found is None:
        found = FormatSync(format=row, state="waiting", wanted_number=wanted, checked_at=now)
        db.session.add(found)
    found.wanted_number, found.checked_at = wanted, now
    if not isinstance(gateways().customs, Exchange):
        found.customs_number = wanted  # the desk reads the versions themselves
    elif state is not None:
        found.customs_number, found.customs_sha256 = state.has_version, state.sha256
    found.state, found.error, found.next_try_at = _judged(row, state, problem, now=now)
    return {
        "code": row.code,
        "state": found.state,
        "number": wanted,
        "customs_number": found.customs_number,
        "error": found.error,
    }


def _judged(
    row: CertificateFormat, state: SubjectState | None, problem: str, *, now: datetime
) -> tuple[str, str, datetime | None]:
    """Return state, reason and next try."""
    if not isinstance(gateways().customs, Exchange):
        return "in_step", "", None
    for message in _messages(row, "failed"):
        return "failed", message.error, None
    for message in _messages(row, "waiting"):
        return "waiting", message.error or problem, message.next_try_at
    newest = _messages(row, "delivered")[-1]
    if problem:
        return "waiting", problem, None
    if state is None or state.has_version < newest.subject_version:
        outbox.put_back_after(newest.subject, state.has_version if state else -1, now=now)
        return "waiting", "customs_lost_versions", now
    if state.sha256 != newest.sha256:
        return "failed", "customs_other_text", None
    return "in_step", "", None


def _messages(row: CertificateFormat, *wanted: str) -> Sequence[OutboxMessage]:
    return db.session.scalars(
        select(OutboxMessage)
        .where(OutboxMessage.subject == outbox.format_subject(row.code), OutboxMessage.state.in_(wanted))
        .order_by(OutboxMessage.id)
    ).all()


def _version_of(row: CertificateFormat, state: SubjectState | None) -> FormatVersion | None:
    """Return our version that customs has, when the text is the same."""
    if state is None:
        return None
    sent = db.session.scalar(
        select(OutboxMessage.sha256).where(
            OutboxMessage.subject == state.subject, OutboxMessage.subject_version == state.has_version
        )
    )
    if sent != state.sha256:
        return None
    return next((version for version in row.versions if version.number == state.has_version), None)
