"""Issued documents are seen with their certificate; who printed at home is nobody's business abroad."""

from __future__ import annotations

from app.models import Certificate, IssuedDocument, PrintRecord
from app.models.base import utc_now
from tests.support.sight import ABROAD, CLERK, HAIAN, OTHER, REVIEWER, Sight


def test_a_file_is_seen_with_its_certificate_and_prints_only_at_home() -> None:
    rows = Sight()
    certificate = rows.put(
        Certificate, organisation_id=HAIAN, destination_country="KOR", status="issued", validity="valid",
        certificate_no="A", issued_at=utc_now(), submitted_at=utc_now(), declaring_customs="0901", entry_mode="blank",
    )  # fmt: skip
    document = rows.put(IssuedDocument, organisation_id=HAIAN, certificate_id=certificate, copy_kind="original")
    printed = rows.put(PrintRecord, organisation_id=HAIAN, issued_document_id=document)
    people = (CLERK, REVIEWER, ABROAD, OTHER)
    assert [rows.seen(IssuedDocument, who) for who in people] == [[document], [document], [document], []]
    assert [rows.seen(PrintRecord, who) for who in people] == [[printed], [printed], [], []]


def test_it_is_called_by_number_and_kind() -> None:
    assert str(IssuedDocument(certificate_no="210600012345", copy_kind="copy")) == "210600012345 copy"
