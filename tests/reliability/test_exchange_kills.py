"""Bar R1: kills at every point and a customs side that misbehaves; each declaration arrives exactly once."""

from __future__ import annotations

import time
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from app.domain.workflow import Action, Status
from app.extensions import db
from app.models import Application, InboxMessage, OutboxMessage
from app.services.exchange import inbox, reconciliation, sending
from app.services.workflow import workflow
from tests.factories import applications as factory
from tests.support.exchange_kills import KILLED, POINTS, UNHARMED, run_and_kill
from tests.support.history import faults
from tests.support.sandbox import SENDER, exchange, sandbox_beside

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from flask import Flask

    from app.gateways.customs.sandbox import Sandbox

FAULTS = {"drop": 0.08, "delay": 0.08, "late": 0.03, "half": 0.08, "duplicate": 0.1, "reorder": 0.1, "fail": 0.08}
#: each point is reached twice; the bar's thousand runs stand in the soak
RUNS, SOAK_RUNS = 2 * len(POINTS), 1000
#: the bar asks for kills at so many points; a fault may keep a child from reaching its own
LEAST_POINTS = 8
#: the scheduler's pace, in the test's own time
TICK = timedelta(seconds=15)


class Exchanges:
    """Declare, kill, go on; count what happened."""

    def __init__(self, app: Flask, sandbox: Sandbox, port: int, now: datetime) -> None:
        self.app, self.sandbox, self.port, self.now = app, sandbox, port, now
        self.counts: Counter[str] = Counter()
        self.declared: list[int] = []
        self.drafts: list[int] = []
        self.killed_at: set[str] = set()

    def run(self, point: str) -> None:
        """Do one run: a declaration, a child that dies at the point, a step of the office, a tick of the scheduler."""
        number = self.drafts.pop()

        def declare() -> None:
            actor = factory.act_as(factory.CLERK)
            application = db.session.get_one(Application, number)
            if application.status == Status.DRAFT:
                workflow.perform(actor, Action.SUBMIT, number, now=self.now)

        if POINTS[point][0] != "declare":
            declare()
        ended = run_and_kill(self.app, point, declare, port=self.port, now=self.now)
        assert ended in {KILLED, UNHARMED}, f"the child failed at {point}"
        self.counts["killed" if ended == KILLED else "unharmed"] += 1
        self.killed_at |= {point} if ended == KILLED else set()
        declare()
        self.declared.append(number)
        self.tick()

    def tick(self) -> None:
        """Let the scheduler and the office do what a moment brings."""
        self.now += TICK
        factory.act_as(factory.ADMINISTRATOR)
        sent = sending.send_waiting(self.now)
        self.counts["put off"] += sent.put_off
        self.counts["failed"] += sent.failed
        self.review()
        done = inbox.collect(self.now)
        self.counts["answers repeated"] += done.repeated
        db.session.rollback()

    def review(self) -> None:
        """Let the office take the next step of a few applications."""
        rows = self.sandbox.office.store.rows("SELECT subject, status FROM subject WHERE status != 'approved' LIMIT 20")
        for row in rows:
            step = {"submitted": "accept", "under_review": "approve"}.get(row["status"])
            if step:
                self.sandbox.office.step(SENDER, row["subject"], step)

    def is_equal(self) -> bool:
        """Tell whether nothing waits anywhere and both sides hold the same."""
        factory.act_as(factory.ADMINISTRATOR)
        for model in (OutboxMessage, InboxMessage):
            if db.session.scalars(db.select(model).where(model.state == "waiting")).first() is not None:
                return False
        statuses = set(db.session.scalars(db.select(Application.status).where(Application.id.in_(self.declared))))
        if statuses != {Status.APPROVED.value}:
            return False
        return reconciliation.reconcile(self.now).is_equal


def exchange_with_kills(app: Flask, folder: Path, now: datetime, *, runs: int) -> None:
    from app.gateways.customs.sandbox import Faults

    misbehaviour = Faults(delay=0.01, late=0.3)
    with sandbox_beside(app, folder, faults=misbehaviour, rule="hand", timeout=0.25) as sandbox:
        port = app.extensions["gateways"].customs._client.base_url.port
        work = Exchanges(app, sandbox, port, now)
        work.drafts = drafts(runs)
        sandbox.faults.set(FAULTS)
        for number in range(runs):
            work.run(list(POINTS)[number % len(POINTS)])
        sandbox.faults.set({})
        app.extensions["gateways"] = replace(app.extensions["gateways"], customs=exchange(port))
        began, ended_at = time.monotonic(), work.now
        for _ in range(60):
            work.tick()
            if work.is_equal():
                break
        seconds = (work.now - ended_at).total_seconds()
        check(work, sandbox)
    print(  # noqa: T201 the figures of the bar
        f"\nR1: {runs} runs, {len(work.killed_at)} points, {dict(work.counts)}; lost 0, doubled 0, "
        f"equal after {seconds:.0f} s of the scheduler's time ({time.monotonic() - began:.1f} s here)"
    )
    assert seconds <= 60


def check(work: Exchanges, sandbox: Sandbox) -> None:
    """Compare both sides, declaration by declaration."""
    arrived = Counter(
        row["subject"] for row in sandbox.office.store.rows("SELECT subject FROM message WHERE kind = 'application'")
    )
    work.counts["messages"] = sum(arrived.values())
    work.counts["arrived again"] = sandbox.office.store.rows("SELECT SUM(arrivals - 1) AS n FROM message")[0]["n"]
    assert set(arrived) == {f"application/{number}" for number in work.declared}, "a declaration is lost"
    assert set(arrived.values()) == {1}, "a declaration arrived twice"
    assert work.is_equal()
    factory.act_as(factory.ADMINISTRATOR)
    for number in work.declared:
        application = db.session.get_one(Application, number)
        steps = [event.action for event in application.events if event.action in {"submit", "accept", "approve"}]
        assert steps == ["submit", "accept", "approve"]
    assert len(work.killed_at) >= LEAST_POINTS
    assert faults(work.app) == []


def drafts(count: int) -> list[int]:
    """Make drafts; the first as people do, the others as copies of it, which is much faster."""
    from app.services.applications import applications

    first = factory.draft()
    actor = factory.act_as(factory.CLERK)
    made = [first.id]
    for _ in range(count - 1):
        copy = applications.copy(actor, first.certificates[0].id, now=factory.NOW)
        header: dict[str, Any] = {**factory.HEADER, "inspection_no": factory.new_inspection_no()}
        applications.save_header(actor, copy.id, header, version=copy.version)
        made.append(copy.id)
    return made


@pytest.mark.bar("R1")
def test_kills_and_a_misbehaving_customs_side_lose_and_double_nothing(
    context: Flask, tmp_path: Path, now: datetime
) -> None:
    exchange_with_kills(context, tmp_path, now, runs=RUNS)


@pytest.mark.soak
@pytest.mark.bar("R1")
def test_a_thousand_kills_and_a_misbehaving_customs_side_lose_and_double_nothing(
    context: Flask, tmp_path: Path, now: datetime
) -> None:
    exchange_with_kills(context, tmp_path, now, runs=SOAK_RUNS)
