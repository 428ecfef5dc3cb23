"""What messages to customs say: the papers whole, in plain data, and the counts of the print ledger."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from app.domain.workflow import Action, Status
from app.extensions import db
from app.models import CertificateFormat, OutboxMessage
from app.services.exchange import message_bodies
from app.services.formats import formats
from app.services.workflow.workflow import Step
from tests.factories import applications as factory

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask


def test_a_declared_application_is_told_whole(context: Flask, now: datetime) -> None:
    made = factory.make(status=Status.SUBMITTED, documents=2)
    rows = db.session.scalars(db.select(OutboxMessage).where(OutboxMessage.application_id == made.id))
    body = next(row for row in rows if row.kind == "application").payload["body"]
    assert body["enterprise"]["credit_code"] == made.organisation.credit_code
    assert body["header"]["declaration_date"] == "2026-11-20"
    assert [one["sub_certificate_no"] for one in body["documents"]] == ["001", "002"]
    first = made.certificates[0]
    assert body["documents"][0]["content"]["values"] == dict(first.values)
    assert body["documents"][0]["format_sha256"] == first.format_version.sha256


def test_reasons_and_comments_travel_as_they_were_said(context: Flask, now: datetime) -> None:
    made = factory.make(status=Status.AWAITING_CONFIRMATION)
    actor = factory.act_as(factory.CLERK)
    step = Step(actor=actor, action=Action.OBJECT, application=made, now=now, reason="不同意（示例）", details={})
    assert message_bodies.objection(step) == {"is_agreed": False, "comment": "不同意（示例）"}
    assert message_bodies.agreement(step)["is_agreed"] is True
    assert message_bodies.withdrawal(step) == {"reason": "不同意（示例）"}
    assert message_bodies.printed_counts(step) == {"certificates": []}


def test_a_published_format_is_told_as_the_very_text_that_was_hashed(context: Flask) -> None:
    row = db.session.scalars(db.select(CertificateFormat).limit(1)).one()
    body = message_bodies.published_format(row.versions[-1])
    assert formats.fingerprint(json.loads(body["definition"])) == body["sha256"] == row.versions[-1].sha256
