"""The demo drafts: each document type from its declaration to the issued PDF, as the README says one can."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.catalogue.loader import catalogue
from app.domain.workflow import Status
from app.extensions import db
from app.models import Application, IssuedDocument
from app.services.demo import applications as demo_applications
from app.services.demo import demo
from tests.factories.applications import act_as
from tests.support.history import faults

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask

pytestmark = pytest.mark.one_database(reason="takes steps that test_reviews and test_reissues take on both")

DRAFTS = demo.attestations()


def _name(entry: dict[str, Any]) -> str:
    return f"{entry['type_code']}-{demo_applications.source_number(entry)}"


def test_the_drafts_cover_every_document_type_of_the_manual() -> None:
    of_the_manual = {kind.code for kind in catalogue().types.values() if kind.enabled and kind.manual_section}
    assert {entry["type_code"] for entry in DRAFTS} == of_the_manual
    assert len(of_the_manual) == 11


@pytest.mark.parametrize("entry", DRAFTS, ids=_name)
def test_a_demo_draft_goes_from_its_declaration_to_an_issued_pdf(
    context: Flask, now: datetime, entry: dict[str, Any]
) -> None:
    application = demo_applications.lead(entry, Status.ISSUED, now=now)
    act_as("admin")
    certificate = application.certificates[0]
    documents = list(db.session.scalars(db.select(IssuedDocument)))
    assert certificate.status == Status.ISSUED
    assert certificate.certificate_no == application.inspection_no + certificate.sub_certificate_no
    assert {document.certificate_no for document in documents} == {certificate.certificate_no}
    assert faults(context) == []


def test_the_demo_leaves_work_in_every_state_a_day_has(context: Flask, now: datetime) -> None:
    demo_applications.load(now=now)
    act_as("admin")
    found = {application.status for application in db.session.scalars(db.select(Application))}
    assert found == {status for _, status in demo_applications.STANDING}
    assert demo_applications.load(now=now) == []
