"""Customs tells what its own system printed: kept once, in order, whatever comes twice or late."""

from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from app.extensions import db
from app.models import CustomsPrint, InboxMessage
from app.services.exchange import inbox
from tests.factories import applications as factory
from tests.support.sandbox import SENDER, sandbox_beside

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from flask import Flask

    from app.gateways.customs.messages import Acknowledgement


def told(version: int, previous: int | None, *documents: tuple[str, str, str], office: str = "0901") -> dict[str, Any]:
    return {
        "protocol": 1,
        "kind": "customs_prints",
        "message_id": str(uuid.uuid4()),
        "sender": "customs",
        "subject": f"prints/{office}",
        "subject_version": version,
        "previous_version": previous,
        "written_at": "2026-11-23T06:30:00Z",
        "body": {
            "documents": [
                {"customs_code": code, "document_no": number, "receipt_date": day} for code, number, day in documents
            ]
        },
    }


def bring(answer: dict[str, Any], now: datetime) -> Acknowledgement:
    factory.act_as(factory.ADMINISTRATOR)
    return inbox.receive(answer, now=now)


def kept() -> dict[str, tuple[str, date]]:
    rows = db.session.scalars(db.select(CustomsPrint).where(CustomsPrint.document_no.like("EX%")))
    return {row.document_no: (row.customs_code, row.receipt_date) for row in rows}


def states() -> list[str]:
    return list(db.session.scalars(db.select(InboxMessage.state).order_by(InboxMessage.id)))


@pytest.mark.function("5.9.3")
def test_what_the_sandbox_reports_is_kept(context: Flask, now: datetime, tmp_path: Path) -> None:
    factory.act_as(factory.ADMINISTRATOR)
    before = db.session.scalar(db.select(db.func.count(CustomsPrint.id)))
    with sandbox_beside(context, tmp_path, rule="hand") as sandbox:
        sandbox.office.report_prints(SENDER, "0901", count=3)
        sandbox.office.report_prints(SENDER, "0901", count=2)
        sandbox.faults.set({"duplicate": 1})
        done = inbox.collect(now)
        assert (done.kept, done.applied, done.problem) == (2, 2, "")
        assert sandbox.office.store.waiting_answers(SENDER, limit=10) == []
    assert db.session.scalar(db.select(db.func.count(CustomsPrint.id))) == before + 5


def test_the_same_message_twice_changes_nothing(context: Flask, now: datetime) -> None:
    answer = told(1, None, ("0901", "EX1", "2026-11-20"))
    assert bring(answer, now).outcome == "accepted"
    assert bring(answer, now).outcome == "repeated"
    assert (kept(), states()) == ({"EX1": ("0901", date(2026, 11, 20))}, ["applied"])


def test_messages_that_come_in_another_order_are_applied_in_theirs(context: Flask, now: datetime) -> None:
    bring(told(2, 1, ("0901", "EX1", "2026-11-21")), now)
    assert states() == ["waiting"]
    bring(told(1, None, ("0901", "EX1", "2026-11-20"), ("0901", "EX2", "2026-11-20")), now)
    assert states() == ["applied", "applied"]
    assert kept() == {"EX1": ("0901", date(2026, 11, 21)), "EX2": ("0901", date(2026, 11, 20))}


def test_a_message_behind_a_newer_one_does_nothing(context: Flask, now: datetime) -> None:
    bring(told(5, None, ("0901", "EX1", "2026-11-21")), now)
    bring(told(3, None, ("0901", "EX1", "2026-11-01")), now)
    assert (kept(), states()) == ({"EX1": ("0901", date(2026, 11, 21))}, ["applied", "outdated"])


def test_a_number_that_stands_twice_in_one_message_is_kept_once(context: Flask, now: datetime) -> None:
    bring(told(1, None, ("0901", "EX1", "2026-11-20"), ("0901", "EX1", "2026-11-21")), now)
    assert kept() == {"EX1": ("0901", date(2026, 11, 21))}


def test_an_unknown_office_waits_for_a_person_and_keeps_nothing(context: Flask, now: datetime) -> None:
    bring(told(1, None, ("0901", "EX1", "2026-11-20"), ("9999", "EX2", "2026-11-20")), now)
    failed = db.session.scalars(db.select(InboxMessage)).one()
    assert (failed.state, failed.error, kept()) == ("failed", "customs_office_unknown", {})
    actor = factory.act_as(factory.ADMINISTRATOR)
    assert inbox.set_aside(actor, failed.id, now=now).state == "outdated"


@pytest.mark.parametrize(
    "change",
    [{"subject": "application/1"}, {"body": {"documents": []}}, {"body": {"documents": [{"document_no": "EX1"}]}}],
)
def test_what_is_no_report_is_refused(context: Flask, now: datetime, change: dict[str, Any]) -> None:
    assert bring({**told(1, None, ("0901", "EX1", "2026-11-20")), **change}, now).outcome == "refused"
    assert states() == []
