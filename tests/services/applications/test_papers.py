"""Papers before they are declared or approved: the engine's refusals stand at each document's fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.document.fields import FieldError
from app.domain.errors import InvalidError
from app.domain.workflow import Action, Status
from app.extensions import db
from app.services.applications import applications, papers
from app.services.base.transaction import transaction
from app.services.workflow import workflow
from tests.factories import applications as factory
from tests.factories.applications import CLERK, NOW, REVIEWER, act_as

if TYPE_CHECKING:
    from flask import Flask

    from app.models import Application

NOWHERE, PICTURE = "\U0002cea8", "👩"


def drafted(remark: str, **options: int) -> Application:
    made = factory.draft(**options)
    act_as(CLERK)
    with transaction():
        certificate = applications.find(made.id).certificates[-1]
        certificate.values = {**certificate.values, "remark": remark}
    return applications.find(made.id)


def test_each_document_is_laid_out_and_its_problem_stands_under_its_path(context: Flask) -> None:
    application = drafted(f"x{NOWHERE}", documents=2)
    (found,) = papers.problems(application, [])
    assert found.path == f"certificates.{application.certificates[1].id}.values.remark"


def test_what_the_fields_named_already_is_not_told_twice(context: Flask) -> None:
    application = drafted(f"x{NOWHERE}")
    found = applications.check(application)
    assert [error.code for error in found if error.severity == "error"] == ["unassigned_character"]
    assert papers.problems(application, found) == []
    others = [FieldError("application.producer", "control_character")]
    assert len(papers.problems(application, others)) == 1


@pytest.mark.parametrize("text", [NOWHERE, PICTURE, "a\u17d2", "\ufffd"])
def test_a_document_that_cannot_be_printed_is_not_declared(context: Flask, text: str) -> None:
    application = drafted(f"宿{text}")
    with pytest.raises(InvalidError) as refused:
        workflow.perform(act_as(CLERK), Action.SUBMIT, application.id, now=NOW)
    (error,) = refused.value.errors
    assert error.path == f"certificates.{application.certificates[0].id}.values.remark"
    assert error.params["line"] == 1
    assert applications.find(application.id).status == Status.DRAFT


def test_customs_entries_that_cannot_be_printed_are_refused_when_they_are_written(context: Flask) -> None:
    made = factory.make(status=Status.UNDER_REVIEW)
    certificate = made.certificates[0]
    with pytest.raises(InvalidError) as refused:
        workflow.perform(
            act_as(REVIEWER), Action.AMEND, made.id, now=NOW, certificate_id=certificate.id,
            customs_values={"official_veterinarian": f"宿{PICTURE}"},
        )  # fmt: skip
    assert [(error.path, error.code) for error in refused.value.errors] == [
        ("values.official_veterinarian", "no_glyph")
    ]  # fmt: skip


def test_approving_lays_the_paper_out_with_customs_fields(context: Flask) -> None:
    made = factory.make(status=Status.UNDER_REVIEW)
    factory.fill_in(act_as(REVIEWER), made.id)
    factory.act_as(factory.ADMINISTRATOR)
    with transaction():
        certificate = applications.find(made.id).certificates[0]
        certificate.values = {**certificate.values, "official_veterinarian": f"宿{PICTURE}"}
    with pytest.raises(InvalidError) as refused:
        workflow.perform(act_as(REVIEWER), Action.APPROVE, made.id, now=NOW)
    assert [error.code for error in refused.value.errors] == ["no_glyph"]
    assert applications.find(made.id).status == Status.UNDER_REVIEW


def test_preparing_ends_the_reading_transaction_and_remembers_the_answer(context: Flask) -> None:
    application = drafted("prepared")
    papers.prepare(application)
    assert not db.session().in_transaction()
    assert papers.problems(applications.find(application.id), []) == []
