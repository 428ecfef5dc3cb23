"""Issue 制证: the rows of the frozen files, the dates, and what is refused at the last moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.domain.errors import NotAllowedNowError, StaleError
from app.domain.workflow import Action, Status
from app.extensions import db
from app.models import IssuedDocument
from app.services.applications import issuance, reissues
from app.services.certificates import certificates
from app.services.workflow import workflow
from tests.factories import applications as factory
from tests.factories.applications import CLERK, NOW, REVIEWER, act_as

if TYPE_CHECKING:
    from flask import Flask


def test_each_file_gets_its_row_and_the_certificate_its_dates(context: Flask) -> None:
    made = factory.make(status=Status.APPROVED)
    number, no = made.certificates[0].id, made.certificates[0].certificate_no
    done = issuance.issue(act_as(REVIEWER), made.id, now=NOW)
    certificate = done.certificates[0]
    assert (done.issued_at, certificate.issued_at, certificate.validity) == (NOW, NOW, "valid")
    assert (certificate.receipt_date, certificate.making_date) == (date(2026, 11, 23), date(2026, 11, 23))
    assert done.events[-1].details == {"certificates": [no]}
    kept = select(IssuedDocument).where(IssuedDocument.certificate_id == number).order_by(IssuedDocument.id)
    rows = db.session.scalars(kept).all()
    assert [(row.copy_kind, row.certificate_no, row.issued_at) for row in rows] == [
        ("original", no, NOW), ("copy", no, NOW),
    ]  # fmt: skip


def test_customs_own_dates_stand_before_ours_and_a_receipt_that_is_known_stays(context: Flask) -> None:
    made = factory.make(status=Status.APPROVED, documents=2)
    first, second = (one.id for one in made.certificates)
    reviewer = act_as(REVIEWER)
    certificates.load(second).receipt_date = date(2026, 11, 19)
    db.session.commit()
    version, files = issuance.prepare(reviewer, made.id)
    dates = {first: (date(2026, 11, 20), date(2026, 11, 21))}
    done = workflow.perform(reviewer, Action.ISSUE, made.id, now=NOW, version=version, files=files, dates=dates)
    assert [(one.receipt_date, one.making_date) for one in done.certificates] == [
        (date(2026, 11, 20), date(2026, 11, 21)), (date(2026, 11, 19), date(2026, 11, 23)),
    ]  # fmt: skip


def test_files_of_another_version_or_another_certificate_are_refused(context: Flask) -> None:
    made = factory.make(status=Status.APPROVED)
    reviewer = act_as(REVIEWER)
    _, files = issuance.prepare(reviewer, made.id)
    for wrong in ({"certificate_id": 999_999}, {"certificate_version": 999}):
        sheets = replace(files[0].sheets, **wrong)
        with pytest.raises(StaleError):
            workflow.perform(reviewer, Action.ISSUE, made.id, now=NOW, files=[replace(files[0], sheets=sheets)])


def test_an_origin_that_is_revoked_while_files_are_rendered_stops_the_issue(context: Flask) -> None:
    old = factory.make(status=Status.ISSUED)
    draft = reissues.reissue(act_as(CLERK), old.certificates[0].id, kind="change", reason="更正（示例）。", now=NOW)
    for action in (Action.SUBMIT, Action.ACCEPT, Action.APPROVE):
        factory.lead(draft.id, action)
    reviewer, origin = act_as(REVIEWER), old.certificates[0].id
    _, files = issuance.prepare(reviewer, draft.id)
    workflow.perform(reviewer, Action.REVOKE, old.id, now=NOW, reason="x（示例）", certificate_id=origin)
    with pytest.raises(NotAllowedNowError) as refused:
        workflow.perform(reviewer, Action.ISSUE, draft.id, now=NOW, files=files)
    assert refused.value.code == "reissue_origin_gone"


def test_an_application_is_issued_once_all_its_certificates_are(context: Flask) -> None:
    made = factory.make(status=Status.APPROVED, documents=2)
    first, second = made.certificates
    numbers = {first.id: first.certificate_no, second.id: second.certificate_no}
    reviewer = act_as(REVIEWER)
    told = []
    for certificate_id in numbers:
        done = issuance.issue(reviewer, made.id, now=NOW, certificate_id=certificate_id)
        told.append((done.status, done.issued_at, done.events[-1].details["certificates"]))
    assert told == [
        (Status.APPROVED, None, [numbers[first.id]]),
        (Status.ISSUED, NOW, [numbers[second.id]]),
    ]


def test_what_is_changed_is_replaced_once_the_change_is_issued(context: Flask) -> None:
    old = factory.make(status=Status.ISSUED).certificates[0].id
    draft = reissues.reissue(act_as(CLERK), old, kind="change", reason="更正（示例）。", now=NOW)
    for action in (Action.SUBMIT, Action.ACCEPT, Action.APPROVE, Action.ISSUE):
        assert certificates.load(old).validity == "valid"
        factory.lead(draft.id, action)
    assert certificates.load(old).validity == "replaced"
