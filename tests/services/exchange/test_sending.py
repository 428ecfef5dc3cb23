"""The exchange with customs, end to end with the sandbox: told once, answered once, applied through the same gate."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from app.domain.errors import NotAllowedNowError, NotPermittedError
from app.domain.workflow import Action, Status
from app.extensions import db
from app.models import Application, InboxMessage, OutboxMessage
from app.services.certificates.documents import print_issued
from app.services.exchange import inbox, outbox, reconciliation, sending
from app.services.workflow import timelines, workflow
from tests.factories import applications as factory
from tests.support.sandbox import sandbox_beside

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from flask import Flask

    from app.gateways.customs.sandbox import Sandbox


@pytest.fixture
def sandbox(context: Flask, tmp_path: Path) -> Iterator[Sandbox]:
    with sandbox_beside(context, tmp_path, rule="hand") as found:
        yield found


def declare(now: datetime, **options: object) -> int:
    made = factory.draft(**options).id  # type: ignore[arg-type]
    factory.lead(made, Action.SUBMIT)
    factory.act_as(factory.ADMINISTRATOR)
    sending.send_waiting(now)
    return made


def step(sandbox: Sandbox, application_id: int, *names: str, now: datetime, opinion: str = "") -> str:
    """Let the office take steps by hand, then collect them; return the application's status."""
    from tests.support.sandbox import SENDER

    for name in names:
        sandbox.office.step(SENDER, f"application/{application_id}", name, opinion=opinion)
    factory.act_as(factory.ADMINISTRATOR)
    done = inbox.collect(now)
    assert not done.problem
    return status(application_id)


def status(application_id: int) -> str:
    factory.act_as(factory.ADMINISTRATOR)
    return db.session.get_one(Application, application_id).status


def states(model: type, application_id: int) -> list[str]:
    rows = db.session.scalars(db.select(model).where(model.application_id == application_id).order_by(model.id))
    return [row.state for row in rows]


def test_a_declaration_goes_to_customs_and_comes_back_issued(sandbox: Sandbox, now: datetime) -> None:
    made = declare(now)
    assert states(OutboxMessage, made) == ["delivered"]
    assert step(sandbox, made, "accept", now=now) == Status.UNDER_REVIEW
    assert step(sandbox, made, "approve", now=now) == Status.APPROVED
    assert step(sandbox, made, "make", now=now) == Status.ISSUED
    factory.act_as(factory.CLERK)
    certificate = db.session.get_one(Application, made).certificates[0]
    told = {row.kind: row.payload["body"] for row in db.session.scalars(db.select(InboxMessage))}
    assert certificate.certificate_no == told["dates"]["documents"][0]["certificate_no"]
    assert certificate.making_date.isoformat() == told["dates"]["documents"][0]["making_date"]
    assert certificate.receipt_date.isoformat() == told["dates"]["documents"][0]["receipt_date"]
    assert [e.actor_name for e in certificate.application.events][-1].startswith("沙箱审核员")
    factory.act_as(factory.ADMINISTRATOR)
    assert reconciliation.reconcile(now).is_equal


def test_a_return_comes_with_its_opinion_and_the_next_declaration_is_a_new_version(
    sandbox: Sandbox, now: datetime
) -> None:
    made = declare(now)
    assert step(sandbox, made, "accept", "return", now=now, opinion="请更正重量（示例）。") == Status.RETURNED
    assert db.session.get_one(Application, made).review_opinion == "请更正重量（示例）。"
    factory.lead(made, Action.SUBMIT)
    factory.act_as(factory.ADMINISTRATOR)
    sending.send_waiting(now)
    assert step(sandbox, made, "accept", now=now) == Status.UNDER_REVIEW
    assert states(OutboxMessage, made) == ["delivered", "delivered"]


def test_confirmation_goes_both_ways(sandbox: Sandbox, now: datetime) -> None:
    made = declare(now, needs_confirmation=True)
    assert step(sandbox, made, "accept", "ask_confirmation", now=now) == Status.AWAITING_CONFIRMATION
    workflow.perform(factory.act_as(factory.CLERK), Action.OBJECT, made, now=now, reason="不同意（示例）")
    factory.act_as(factory.ADMINISTRATOR)
    sending.send_waiting(now)
    assert step(sandbox, made, "ask_confirmation", now=now) == Status.AWAITING_CONFIRMATION
    factory.lead(made, Action.CONFIRM)
    factory.act_as(factory.ADMINISTRATOR)
    sending.send_waiting(now)
    assert step(sandbox, made, "approve", "make", now=now) == Status.ISSUED


def test_an_answer_that_crosses_a_withdrawal_is_outdated_and_harmless(sandbox: Sandbox, now: datetime) -> None:
    made = declare(now)
    factory.lead(made, Action.WITHDRAW)
    assert step(sandbox, made, "accept", "approve", now=now) == Status.WITHDRAWN
    assert states(InboxMessage, made) == ["outdated", "outdated"]
    sending.send_waiting(now)
    assert reconciliation.reconcile(now).is_equal


def test_what_is_printed_is_told(sandbox: Sandbox, now: datetime) -> None:
    made = declare(now)
    step(sandbox, made, "accept", "approve", "make", now=now)
    actor = factory.act_as(factory.CLERK)
    certificate = db.session.get_one(Application, made).certificates[0]
    print_issued(actor, certificate.id, copy_kind="original", now=now)
    factory.act_as(factory.ADMINISTRATOR)
    sending.send_waiting(now)
    last = sandbox.office.store.rows("SELECT kind, body FROM message ORDER BY id DESC LIMIT 1")[0]
    assert last["kind"] == "printed_counts"
    assert '"originals":1' in last["body"]


def test_reviewers_here_take_no_steps_while_customs_decides_elsewhere(sandbox: Sandbox, now: datetime) -> None:
    made = declare(now)
    with pytest.raises(NotPermittedError, match="customs_reviews_elsewhere"):
        workflow.perform(factory.act_as(factory.REVIEWER), Action.ACCEPT, made, now=now)


def test_the_messages_of_an_application_stand_in_its_timeline(sandbox: Sandbox, now: datetime) -> None:
    made = declare(now)
    step(sandbox, made, "accept", now=now)
    factory.act_as(factory.CLERK)
    trail = timelines.of(db.session.get_one(Application, made)).messages
    assert [(row.kind, row.is_from_customs) for row in trail] == [("review_result", True), ("application", False)]


def test_what_customs_lost_is_sent_again(sandbox: Sandbox, now: datetime) -> None:
    made = declare(now)
    with sandbox.office.store.writing() as database:
        database.execute("DELETE FROM message")
        database.execute("DELETE FROM subject")
    report = reconciliation.reconcile(now)
    assert (report.sent_again, report.is_equal) == (1, False)
    sending.send_waiting(now)
    assert reconciliation.reconcile(now).is_equal
    assert step(sandbox, made, "accept", now=now) == Status.UNDER_REVIEW


def test_a_refused_message_is_a_dead_letter_until_somebody_sends_it_again(sandbox: Sandbox, now: datetime) -> None:
    made = declare(now)
    step(sandbox, made, "accept", now=now)
    with sandbox.office.store.writing() as database:
        database.execute("UPDATE subject SET version = 99")
    factory.lead(made, Action.WITHDRAW)
    actor = factory.act_as(factory.ADMINISTRATOR)
    assert sending.send_waiting(now).failed == 1
    letter = db.session.scalars(db.select(OutboxMessage).where(OutboxMessage.state == "failed")).one()
    assert letter.error == "older than what is here"
    assert sending.send_waiting(now + timedelta(days=1)).failed == 0
    with sandbox.office.store.writing() as database:
        database.execute("UPDATE subject SET version = ?", (letter.payload["previous_version"],))
    outbox.send_again(actor, letter.id, now=now)
    assert sending.send_waiting(now).accepted == 1
    with pytest.raises(NotAllowedNowError):
        outbox.send_again(actor, letter.id, now=now)
    with pytest.raises(NotPermittedError):
        outbox.send_again(factory.act_as(factory.CLERK), letter.id, now=now)


def test_silence_is_tried_again_later_and_never_at_once(sandbox: Sandbox, now: datetime) -> None:
    sandbox.faults.set({"fail": 1})
    made = declare(now)
    row = db.session.scalars(db.select(OutboxMessage).where(OutboxMessage.application_id == made)).one()
    assert (row.state, row.attempts) == ("waiting", 1)
    assert now < row.next_try_at <= now + timedelta(seconds=5)
    sandbox.faults.set({})
    assert sending.send_waiting(now).accepted == 0
    assert sending.send_waiting(now + timedelta(seconds=6)).accepted == 1


def test_an_answer_that_cannot_be_applied_waits_for_a_person(sandbox: Sandbox, now: datetime) -> None:
    made = declare(now)
    step(sandbox, made, "accept", "return", now=now)  # a return without an opinion
    assert states(InboxMessage, made) == ["applied", "failed"]
    failed = db.session.scalars(db.select(InboxMessage).where(InboxMessage.state == "failed")).one()
    assert failed.error == "reason_needed"
    actor = factory.act_as(factory.ADMINISTRATOR)
    assert inbox.apply_again(actor, failed.id, now=now).state == "failed"
    assert inbox.set_aside(actor, failed.id, now=now).state == "outdated"


def test_the_embedded_desk_needs_none_of_it(context: Flask, now: datetime) -> None:
    made = factory.make(status=Status.SUBMITTED).id
    factory.act_as(factory.ADMINISTRATOR)
    assert states(OutboxMessage, made) == ["delivered"]
    assert str(sending.send_waiting(now)) == "accepted 0, repeated 0, put off 0, failed 0"
    assert not str(inbox.collect(now)).endswith("; ")
    assert reconciliation.reconcile(now).is_equal
