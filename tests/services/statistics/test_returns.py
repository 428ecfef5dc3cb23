"""Returns by office and reason: each return counted once, each document once, however many documents it had."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from app.domain.periods import Period
from app.domain.workflow import Action, Status
from app.services.statistics import returns
from tests.factories import applications as factory

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask


def test_returns_and_their_documents_are_counted_by_office_and_reason(context: Flask, now: datetime) -> None:
    made = factory.make(status=Status.RETURNED, documents=2)
    for action in (Action.SUBMIT, Action.ACCEPT, Action.RETURN):
        factory.lead(made.id, action)
    factory.act_as(factory.ADMINISTRATOR)
    today, tomorrow = now.date(), now.date() + timedelta(days=1)
    assert returns.rows(Period(today, today)) == [("0901", "请更正重量（示例）。", 2, 2)]
    assert returns.rows(Period(tomorrow, tomorrow)) == []
    factory.act_as(factory.OTHER_CLERK)
    assert returns.rows(Period(today, today)) == []
