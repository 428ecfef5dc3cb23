"""Issued documents: printed from their files, each print in the ledger."""

from __future__ import annotations

import hashlib
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from app.domain.errors import DomainError
from app.domain.workflow import Status
from app.models.base import utc_now
from app.services.applications import prints
from app.services.certificates import certificates, documents
from tests.factories import applications as factory
from tests.factories.applications import CLERK, NOW, act_as

if TYPE_CHECKING:
    from flask import Flask


def test_originals_past_their_number_need_a_reason_and_stand_in_the_ledger(context: Flask) -> None:
    issued = factory.make(status=Status.ISSUED)
    certificate_id = issued.certificates[0].id
    clerk = act_as(CLERK)
    document, file = documents.print_issued(clerk, certificate_id, copy_kind="original", now=NOW)
    assert hashlib.sha256(file.data).hexdigest() == document.sha256
    with pytest.raises(DomainError) as refused:
        documents.print_issued(clerk, certificate_id, copy_kind="original", now=NOW)
    assert refused.value.code == "reason_for_reprint_needed"
    documents.print_issued(clerk, certificate_id, copy_kind="original", now=NOW, reason="卡纸（示例）。")
    certificate = certificates.load(certificate_id)
    ledger = prints.ledger(certificate.application, [certificate])
    assert [(row.copy_number, row.reason) for row in reversed(ledger)] == [(1, ""), (2, "卡纸（示例）。")]


def test_a_preview_is_kept_for_an_hour_and_made_again(context: Flask) -> None:
    certificate_id = factory.make().certificates[0].id
    clerk = act_as(CLERK)
    first = documents.preview_pdf(clerk, certificate_id, now=NOW)
    assert documents.sweep_previews(utc_now()) == []
    gone = documents.sweep_previews(utc_now() + timedelta(hours=2))
    assert [key.split("/")[0] for key in gone] == ["previews"]
    assert documents.preview_pdf(clerk, certificate_id, now=NOW) == first
