"""The exchange with customs, end to end with the sandbox: told once, answered once, applied through the same gate."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from app.domain.errors import NotPermittedError
from app.domain.workflow import Action, Status
from app.extensions import db
from app.models import Application, InboxMessage, OutboxMessage
from app.services.exchange import inbox, reconciliation, sending
from app.services.workflow import timelines, workflow
from tests.factories import applications as factory
from tests.support.exchanging import declare, states, step

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask

    from app.gateways.customs.sandbox import Sandbox


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


def test_silence_is_tried_again_later_and_never_at_once(sandbox: Sandbox, now: datetime) -> None:
    sandbox.faults.set({"fail": 1})
    made = declare(now)
    row = db.session.scalars(db.select(OutboxMessage).where(OutboxMessage.application_id == made)).one()
    assert (row.state, row.attempts) == ("waiting", 1)
    assert now < row.next_try_at <= now + timedelta(seconds=5)
    sandbox.faults.set({})
    assert sending.send_waiting(now).accepted == 0
    assert sending.send_waiting(now + timedelta(seconds=6)).accepted == 1


def test_the_embedded_desk_needs_none_of_it(context: Flask, now: datetime) -> None:
    made = factory.make(status=Status.SUBMITTED).id
    factory.act_as(factory.ADMINISTRATOR)
    assert states(OutboxMessage, made) == ["delivered"]
    assert str(sending.send_waiting(now)) == "accepted 0, repeated 0, put off 0, failed 0"
    assert not str(inbox.collect(now)).endswith("; ")
    assert reconciliation.reconcile(now).is_equal
