"""The inbox: an answer that crosses a withdrawal is outdated, one that cannot be applied waits for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.workflow import Action, Status
from app.extensions import db
from app.models import InboxMessage
from app.services.exchange import inbox, reconciliation, sending
from tests.factories import applications as factory
from tests.support.exchanging import declare, states, step

if TYPE_CHECKING:
    from datetime import datetime

    from app.gateways.customs.sandbox import Sandbox


def test_an_answer_that_crosses_a_withdrawal_is_outdated_and_harmless(sandbox: Sandbox, now: datetime) -> None:
    made = declare(now)
    factory.lead(made, Action.WITHDRAW)
    assert step(sandbox, made, "accept", "approve", now=now) == Status.WITHDRAWN
    assert states(InboxMessage, made) == ["outdated", "outdated"]
    sending.send_waiting(now)
    assert reconciliation.reconcile(now).is_equal


def test_an_answer_that_cannot_be_applied_waits_for_a_person(sandbox: Sandbox, now: datetime) -> None:
    made = declare(now)
    step(sandbox, made, "accept", "return", now=now)  # a return without an opinion
    assert states(InboxMessage, made) == ["applied", "failed"]
    failed = db.session.scalars(db.select(InboxMessage).where(InboxMessage.state == "failed")).one()
    assert failed.error == "reason_needed"
    actor = factory.act_as(factory.ADMINISTRATOR)
    assert inbox.apply_again(actor, failed.id, now=now).state == "failed"
    assert inbox.set_aside(actor, failed.id, now=now).state == "outdated"
