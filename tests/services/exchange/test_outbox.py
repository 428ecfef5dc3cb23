"""The outbox: what is told goes out, and a refused message is a dead letter until somebody sends it again."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from app.domain.errors import NotAllowedNowError, NotPermittedError
from app.domain.workflow import Action
from app.extensions import db
from app.models import Application, OutboxMessage
from app.services.certificates.documents import print_issued
from app.services.exchange import outbox, sending
from tests.factories import applications as factory
from tests.support.exchanging import declare, step

if TYPE_CHECKING:
    from datetime import datetime

    from app.gateways.customs.sandbox import Sandbox


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
