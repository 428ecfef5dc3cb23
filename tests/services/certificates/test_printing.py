"""What a sheet prints: a draft says that it is one and who reads it, a reissue says what it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.extensions import db
from app.models import Certificate
from app.services.base.transaction import transaction
from app.services.certificates import printing
from tests.factories import applications as factory
from tests.support import issuing

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask


def test_a_draft_names_its_reader_and_a_final_sheet_nobody(context: Flask, now: datetime) -> None:
    certificate = factory.draft().certificates[0]
    clerk = factory.act_as(factory.CLERK)
    draft = printing.draft(certificate, clerk, now=now)
    final = printing.sheet(certificate)
    assert draft.title == final.title
    assert (printing.reissued_from(certificate), printing.printed_notes(certificate)) == (None, [])
    assert clerk.login in draft.json
    assert clerk.login not in final.json
    assert "FOR VIEWING ONLY" in printing.sheet(certificate, markings=["viewing_only"]).json


@pytest.mark.parametrize("kind", ["supplement", "second_original", "change", "replace"])
def test_a_reissue_says_which_document_it_stands_for(context: Flask, now: datetime, kind: str) -> None:
    (origin,) = issuing.issued(1, now=now)
    number = factory.draft().certificates[0].id
    factory.act_as(factory.ADMINISTRATOR)
    with transaction():
        application = db.session.get_one(Certificate, number).application
        application.reissue_of_id, application.reissue_kind = origin, kind
        application.reissue_reason = "遗失（示例）"
    certificate = db.session.get_one(Certificate, number)
    (note,) = printing.printed_notes(certificate)
    assert f"NO{origin}" in str(note)
    assert f"NO{origin}" in printing.sheet(certificate).json
