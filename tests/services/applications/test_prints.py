"""Prints of a whole application: one PDF, each document in the ledger, or none."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf
import pytest

from app.domain.errors import DomainError, NotFoundError
from app.domain.workflow import Status
from app.services.applications import applications, prints
from tests.factories import applications as factory

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask


def pages(data: bytes) -> int:
    with pikepdf.open(io.BytesIO(data)) as opened:
        return len(opened.pages)


def test_all_documents_are_printed_in_one_file_and_stand_in_the_ledger(context: Flask, now: datetime) -> None:
    made = factory.make("veterinary_health", Status.ISSUED, documents=2)
    number, (first, second) = made.id, [one.id for one in made.certificates]
    clerk = factory.act_as(factory.CLERK)
    file = prints.print_chosen(clerk, number, [first, second], copy_kind="original", now=now)
    application = applications.find(number)
    assert prints.copy_kinds(application) == ["original", "copy"]
    assert [
        (row.document.certificate_id, row.copy_number) for row in prints.ledger(application, application.certificates)
    ] == [
        (second, 1),
        (first, 1),
    ]
    assert pages(file.data) == pages(prints.preview_pdf(clerk, number, [first, second], now=now).data)
    with pytest.raises(NotFoundError):
        prints.print_chosen(clerk, number, [first, 999_999], copy_kind="original", now=now)
    with pytest.raises(DomainError) as refused:
        prints.print_chosen(clerk, number, [first], copy_kind="no-such-kind", now=now)
    assert refused.value.code == "nothing_to_print"
    application = applications.find(number)
    assert len(prints.ledger(application, application.certificates)) == 2
