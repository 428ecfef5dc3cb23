"""Papers on the screen: a draft for its reader, the frozen file of what is issued, and nobody else's."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.domain.errors import DomainError, NotPermittedError
from app.domain.workflow import Status
from app.gateways import gateways
from app.gateways.typesetting.pdf_pages import page_of
from app.models import IssuedDocument
from app.services.certificates import certificates, documents, papers
from tests.factories import applications as factory
from tests.factories.applications import CLERK, NOW, REVIEWER, act_as

if TYPE_CHECKING:
    from flask import Flask


def _frozen(certificate_id: int) -> IssuedDocument:
    return documents.issued(act_as(CLERK), certificate_id)[0]


def test_a_draft_is_drawn_with_what_stands_in_its_boxes(context: Flask) -> None:
    certificate = factory.make(status=Status.SUBMITTED).certificates[0]
    page = papers.of_document(act_as(CLERK), certificate, now=NOW).draw(1)
    assert (page.kind, page.page, page.picture[:4]) == ("svg", 1, b"<svg")
    box = next(named for named in page.boxes if named.box.key == "consignee")
    assert (box.label["en"], box.entry) == ("Name and Address of Consignee", "values.consignee")
    assert box.text.startswith("HANBADA SEAFOOD")


def test_a_paper_is_named_by_its_content_and_reader(context: Flask) -> None:
    certificate = factory.make(status=Status.SUBMITTED).certificates[0]
    first, again = (papers.of_document(act_as(CLERK), certificate, now=NOW).key for _ in range(2))
    other = papers.of_document(act_as(REVIEWER), certificate, now=NOW).key
    assert first == again
    assert first != other


def test_of_what_is_issued_the_frozen_file_is_shown(context: Flask) -> None:
    certificate_id = factory.make(status=Status.ISSUED).certificates[0].id
    document = _frozen(certificate_id)
    paper = papers.of_document(act_as(CLERK), certificates.load(certificate_id), now=NOW)
    assert paper.key == document.sha256
    assert paper.draw(1).picture == page_of(documents.read(document).data).data


def test_a_file_that_is_not_what_was_frozen_is_not_shown(context: Flask) -> None:
    certificate_id = factory.make(status=Status.ISSUED).certificates[0].id
    gateways().files.put(_frozen(certificate_id).storage_key, b"%PDF-1.7 another")
    with pytest.raises(DomainError) as refused:
        papers.of_document(act_as(CLERK), certificates.load(certificate_id), now=NOW).draw(1)
    assert refused.value.code == "file_damaged"


def test_who_may_not_preview_is_refused(context: Flask) -> None:
    certificate = factory.make().certificates[0]
    nobody = replace(act_as(CLERK), permissions=frozenset())
    with pytest.raises(NotPermittedError):
        papers.of_document(nobody, certificate, now=NOW)
