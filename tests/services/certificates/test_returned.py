"""What came back: messages of every step, the returned documents in one place, suggestions with one click."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.workflow import Action, Status
from app.services.certificates import certificates, returned
from app.services.home import home
from app.services.review import reviews, worklist
from app.services.workflow import workflow
from tests.factories import applications as factory
from tests.factories.applications import (
    CLERK,
    NOW,
    OTHER_CLERK,
    REVIEWER,
    act_as,
)

if TYPE_CHECKING:
    from flask import Flask


def test_what_came_back_stands_in_one_place_with_its_remarks(context: Flask) -> None:
    made = factory.make(status=Status.UNDER_REVIEW)
    certificate_id = made.certificates[0].id
    reviewer = act_as(REVIEWER)
    reviews.add_remark(
        reviewer,
        certificate_id,
        path="values.consignee",
        opinion="Name the country",
        suggested_value="X, KOREA",
    )
    workflow.perform(reviewer, Action.RETURN, made.id, now=NOW, reason="See the field")
    (item,) = returned.of(act_as(CLERK))
    assert item.event is not None
    assert (item.event.opinion, [remark.path for remark in item.remarks]) == ("See the field", ["values.consignee"])
    reviews.accept_suggestion(act_as(CLERK), certificate_id, item.remarks[0].id)
    found = certificates.load(certificate_id)
    assert (found.values["consignee"], found.sources["values.consignee"]) == ("X, KOREA", "suggested")
    assert returned.of(act_as(OTHER_CLERK)) == []


@pytest.mark.function("5.8.1-review")
def test_the_menu_counts_what_the_worklist_counts(context: Flask) -> None:
    for status in (Status.SUBMITTED, Status.UNDER_REVIEW, Status.APPROVED, Status.RETURNED):
        factory.make(status=status)
    reviewer = act_as(REVIEWER)
    todo = worklist.page(reviewer, worklist.Query()).counts["todo"]
    assert home.waiting_counts(reviewer)["review"] == todo >= 3
