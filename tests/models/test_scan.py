"""Scans: files are named by their contents; seen at home by their enterprise, abroad with the issued document."""

from __future__ import annotations

from dataclasses import replace

from app.models import Certificate, Scan, ScanFile, ScanNumber
from app.models.base import utc_now
from app.models.scan import storage_key
from tests.support.sight import ABROAD, ADMIN, BEIFANG, CLERK, HAIAN, REVIEWER, Sight

DIGEST = "ab12" + "0" * 60


def test_a_file_is_kept_under_its_contents() -> None:
    assert storage_key(DIGEST, "application/pdf") == f"scans/ab/{DIGEST}.pdf"
    file = ScanFile(sha256=DIGEST, media_type="image/png", number=2, name="")
    assert file.storage_key == f"scans/ab/{DIGEST}.{file.extension}"
    assert file.extension == "png"
    assert str(file) == "ab1200000000 (2)"


def test_an_enterprise_sees_its_scans_and_nobody_a_deleted_one() -> None:
    rows = Sight()
    mine = rows.put(Scan, organisation_id=HAIAN, document_no="A")
    rows.put(Scan, organisation_id=HAIAN, document_no="B", deleted_at=utc_now())
    theirs = rows.put(Scan, organisation_id=BEIFANG, document_no="C")
    file = rows.put(ScanFile, scan_id=mine, organisation_id=HAIAN, media_type="application/pdf")
    number = rows.put(ScanNumber, organisation_id=HAIAN, document_no="A")
    assert [rows.seen(Scan, who) for who in (CLERK, REVIEWER, ADMIN)] == [[mine], [], [mine, theirs]]
    assert [rows.seen(model, CLERK) for model in (ScanFile, ScanNumber)] == [[file], [number]]
    assert [rows.seen(model, REVIEWER) for model in (ScanFile, ScanNumber)] == [[], []]


def test_an_official_abroad_sees_the_scans_of_the_documents_that_he_sees() -> None:
    rows = Sight()
    rows.put(
        Certificate, organisation_id=HAIAN, destination_country="KOR", status="issued", validity="valid",
        certificate_no="A", issued_at=utc_now(), entry_mode="blank",
    )  # fmt: skip
    of_document = rows.put(Scan, organisation_id=HAIAN, document_no="A")
    other = rows.put(Scan, organisation_id=HAIAN, document_no="B")
    rows.put(Scan, organisation_id=BEIFANG, document_no="A")
    assert rows.seen(Scan, ABROAD) == [of_document]
    assert rows.seen(Scan, replace(ABROAD, country=None, organisation_id=HAIAN)) == [of_document, other]
