"""Declare 申报: customs has the papers, knows what changed since it last had them, and old remarks are settled."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app.domain.errors import NotPermittedError
from app.domain.workflow import Action, Status
from app.services.applications import applications
from app.services.certificates import certificates
from app.services.review import remarks, reviews
from app.services.workflow import workflow
from tests.factories import applications as factory
from tests.factories.applications import CLERK, NOW, REVIEWER, act_as

if TYPE_CHECKING:
    from flask import Flask

    from app.models import Application


def _with_remark(application: Application) -> None:
    number = application.certificates[0].id
    reviews.add_remark(act_as(REVIEWER), number, path="values.remark", opinion="请核对。", suggested_value="")


def _remarks(application_id: int) -> list[str]:
    return [remark.state for remark in applications.find(application_id).remarks]


@pytest.mark.function("5.8.1-submit")
def test_the_first_declaration_keeps_what_was_sent_and_tells_no_changes(context: Flask) -> None:
    draft = factory.draft()
    clerk = act_as(CLERK)
    done = workflow.perform(clerk, Action.SUBMIT, draft.id, now=NOW)
    assert (done.submitted_at, done.submitted_by_id, done.review_round) == (NOW, clerk.user_id, 1)
    sent = {str(one.id): certificates.snapshot(one.content) for one in done.certificates}
    assert done.events[-1].details == {"changes": [], "sent": sent}


@pytest.mark.function("5.8.1-submit")
def test_the_next_declaration_tells_what_changed_and_settles_the_remarks(context: Flask) -> None:
    made = factory.make(status=Status.UNDER_REVIEW)
    _with_remark(made)
    factory.lead(made.id, Action.RETURN)
    at_the_return = _remarks(made.id)
    certificate = applications.find(made.id).certificates[0]
    changed = replace(certificate.content, values={**certificate.values, "means_of_conveyance": "BY AIR"})
    was = certificate.values["means_of_conveyance"]
    certificates.save(act_as(CLERK), certificate.id, changed, version=certificate.version)
    done = workflow.perform(act_as(CLERK), Action.SUBMIT, made.id, now=NOW)
    assert done.events[-1].details["changes"] == [
        {"certificate": certificate.id, "path": "values.means_of_conveyance", "old": was, "new": "BY AIR"}
    ]
    assert (done.review_round, done.review_opinion) == (2, "")
    assert (at_the_return, _remarks(made.id)) == (["returned"], ["resolved"])


@pytest.mark.function("5.8.1-withdraw")
def test_withdrawing_drops_the_remarks_that_were_not_sent(context: Flask) -> None:
    made = factory.make(status=Status.UNDER_REVIEW)
    _with_remark(made)
    assert _remarks(made.id) == ["open"]
    factory.lead(made.id, Action.WITHDRAW)
    assert _remarks(made.id) == ["resolved"]


@pytest.mark.function("5.8.1-submit")
def test_people_of_an_enterprise_without_registration_number_declare_nothing(context: Flask) -> None:
    draft = factory.draft()
    newcomer = replace(act_as(CLERK), has_registration=False)
    with pytest.raises(NotPermittedError) as refused:
        workflow.perform(newcomer, Action.SUBMIT, draft.id, now=NOW)
    assert refused.value.code == "registration_needed"
    assert applications.find(draft.id).status == Status.DRAFT


@pytest.mark.parametrize("taken_back", [False, True])
def test_a_suggestion_that_was_written_stays_written_whoever_has_the_papers(
    context: Flask, *, taken_back: bool
) -> None:
    made = factory.make(status=Status.UNDER_REVIEW, needs_confirmation=True)
    number, reviewer = made.certificates[0].id, act_as(REVIEWER)
    remark = reviews.add_remark(reviewer, number, path="values.remark", opinion="请核对。", suggested_value="NIL")
    remarks.write_into_draft(reviewer, number, remark.id, version=applications.find(made.id).version, now=NOW)
    if taken_back:
        factory.lead(made.id, Action.WITHDRAW)
    else:
        factory.lead(made.id, Action.RETURN)
        factory.lead(made.id, Action.SUBMIT)
    assert _remarks(made.id) == ["accepted"]
