"""Reconciliation 对账: both sides say what they hold; what customs lost is sent again, the rest is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import aliased

from app.extensions import db
from app.gateways import gateways
from app.gateways.customs import Exchange, UnreachableError
from app.gateways.customs.messages import SubjectState
from app.models import Application, InboxMessage, OutboxMessage
from app.services.base.transaction import transaction
from app.services.exchange import outbox

MOST_TOLD = 50


@dataclass
class Report:
    """Hold what the comparison found; `sent_again` messages were lost at customs and wait once more."""

    compared: int = 0
    sent_again: int = 0
    differences: list[str] = field(default_factory=list)
    problem: str = ""

    @property
    def is_equal(self) -> bool:
        """Tell whether both sides hold the same."""
        return not (self.differences or self.sent_again or self.problem)

    def __str__(self) -> str:
        told = f"compared {self.compared}, sent again {self.sent_again}, differences {len(self.differences)}"
        details = [self.problem] if self.problem else self.differences[:MOST_TOLD]
        return "; ".join([told, *details])


def reconcile(now: datetime) -> Report:
    """Compare every subject that was delivered or that customs knows; with the embedded desk there is one side only."""
    customs, report = gateways().customs, Report()
    if not isinstance(customs, Exchange):
        return report
    seen: set[str] = set()
    try:
        for page in _pages(customs):
            seen |= {state.subject for state in page}
            _compare(page, report, now=now)
    except UnreachableError as error:
        report.problem = str(error)
        return report
    for subject in _delivered_subjects():
        if subject not in seen:
            report.compared += 1
            with transaction():
                report.sent_again += outbox.put_back_after(subject, -1, now=now)
    return report


def _pages(customs: Exchange) -> Iterator[Sequence[SubjectState]]:
    after = ""
    while page := customs.states(after=after):
        yield page
        after = page[-1].subject


def _compare(page: Sequence[SubjectState], report: Report, *, now: datetime) -> None:
    names = [state.subject for state in page]
    ours, statuses = _newest(names), _statuses(names)
    for state in page:
        report.compared += 1
        newest = ours.get(state.subject)
        if newest is None:
            report.differences.append(f"{state.subject}: customs has it, we never sent it")
        elif newest.state == "delivered" and state.has_version < newest.subject_version:
            with transaction():
                report.sent_again += outbox.put_back_after(state.subject, state.has_version, now=now)
        elif newest.subject_version == state.has_version and newest.sha256 != state.sha256:
            report.differences.append(f"{state.subject}: another text under version {state.has_version}")
        elif newest.state == "delivered" and state.subject in statuses and statuses[state.subject] != state.status:
            report.differences.append(f"{state.subject}: {statuses[state.subject]} here, {state.status} at customs")


def _newest(subjects: Iterable[str]) -> Mapping[str, OutboxMessage]:
    later = aliased(OutboxMessage)
    newest = select(func.max(later.subject_version)).where(later.subject == OutboxMessage.subject).scalar_subquery()
    rows = db.session.scalars(
        select(OutboxMessage).where(OutboxMessage.subject.in_(subjects), OutboxMessage.subject_version == newest)
    )
    return {row.subject: row for row in rows}


def _statuses(subjects: Iterable[str]) -> Mapping[str, str]:
    """Return our status of each application that has no answer waiting and nothing on its way."""
    ids = [int(name.partition("/")[2]) for name in subjects if name.startswith("application/")]
    open_answers = select(InboxMessage.application_id).where(InboxMessage.state == "waiting")
    rows = db.session.execute(
        select(Application.id, Application.status).where(Application.id.in_(ids), Application.id.not_in(open_answers))
    )
    return {outbox.application_subject(number): status for number, status in rows}


def _delivered_subjects() -> Iterator[str]:
    """Yield what went over the wire; what the desk had before there was an exchange is sent when it is asked for."""
    went = select(OutboxMessage.subject).where(OutboxMessage.state == "delivered", OutboxMessage.attempts > 0)
    yield from db.session.scalars(went.distinct())
