"""Print 打印: originals are counted and limited, copies are not, and the ledger says what was printed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.domain.errors import DomainError, NotAllowedNowError, NotFoundError
from app.domain.workflow import Action, Status
from app.extensions import db
from app.models import Application, IssuedDocument, PrintRecord
from app.services.actions import print as printing
from app.services.certificates import certificates
from app.services.workflow import workflow
from tests.factories import applications as factory
from tests.factories.applications import CLERK, NOW, act_as

if TYPE_CHECKING:
    from flask import Flask


def _documents(application: Application) -> dict[str, IssuedDocument]:
    numbers = [one.id for one in application.certificates]
    found = db.session.scalars(select(IssuedDocument).where(IssuedDocument.certificate_id.in_(numbers)))
    return {document.copy_kind: document for document in found}


def _print(application: Application, **data: Any) -> str:
    done = workflow.perform(act_as(CLERK), Action.PRINT, application.id, now=NOW, **data)
    return str(done.events[-1].details["document"])


def test_an_original_past_its_number_needs_a_reason_and_a_copy_none(context: Flask) -> None:
    made = factory.make(status=Status.ISSUED)
    certificate = certificates.load(made.certificates[0].id)
    certificate.originals, certificate.copies = 2, 1
    db.session.commit()
    original, copy = (_documents(made)[kind] for kind in ("original", "copy"))
    no = original.certificate_no
    kept = original.id, copy.id
    assert [_print(made, document_id=kept[0]) for _ in range(2)] == [f"{no} original 1", f"{no} original 2"]
    with pytest.raises(DomainError) as refused:
        _print(made, document_id=kept[0], why_again="  ")
    assert (refused.value.code, refused.value.params) == ("reason_for_reprint_needed", {"allowed": 2})
    assert _print(made, document_id=kept[0], why_again=" 卡纸（示例）。 ") == f"{no} original 3"
    assert [_print(made, document_id=kept[1]) for _ in range(3)] == [f"{no} copy {n}" for n in (1, 2, 3)]
    told = select(PrintRecord).order_by(PrintRecord.id)
    assert [(row.copy_kind, row.copy_number, row.reason) for row in db.session.scalars(told)] == [
        ("original", 1, ""), ("original", 2, ""), ("original", 3, "卡纸（示例）。"),
        ("copy", 1, ""), ("copy", 2, ""), ("copy", 3, ""),
    ]  # fmt: skip
    opinions = [e.opinion for e in db.session.get_one(Application, made.id).events if e.action == Action.PRINT]
    assert opinions == ["", "", "卡纸（示例）。", "", "", ""]


def test_several_documents_are_one_step_that_names_them(context: Flask) -> None:
    made = factory.make(status=Status.ISSUED)
    found = _documents(made)
    ids = [found["original"].id, found["copy"].id]
    no = found["copy"].certificate_no
    assert _print(made, document_ids=ids) == f"{no} original 1; {no} copy 1"


def test_no_document_of_another_application_and_none_that_is_void_is_printed(context: Flask) -> None:
    made, other = factory.make(status=Status.ISSUED), factory.make(status=Status.ISSUED, documents=2)
    foreign = _documents(other)["original"]
    number, certificate_id = foreign.id, foreign.certificate_id
    for wrong in (number, number + 1000):
        with pytest.raises(NotFoundError):
            _print(made, document_id=wrong)
    reviewer = act_as(factory.REVIEWER)
    workflow.perform(reviewer, Action.REVOKE, other.id, now=NOW, reason="x（示例）", certificate_id=certificate_id)
    with pytest.raises(NotAllowedNowError) as refused:
        _print(other, document_id=number)
    assert refused.value.code == "not_valid_any_more"
    assert db.session.scalars(select(PrintRecord)).all() == []


def test_customs_hears_of_the_count() -> None:
    assert printing.DEED.message is not None
    assert printing.DEED.message[0] == "printed_counts"
