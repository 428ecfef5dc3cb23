"""Reconciliation: what customs lost is sent again, and both sides hold the same afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.workflow import Status
from app.services.exchange import reconciliation, sending
from tests.support.exchanging import declare, step

if TYPE_CHECKING:
    from datetime import datetime

    from app.gateways.customs.sandbox import Sandbox


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
