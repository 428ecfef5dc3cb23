"""Remarks: sent with the return, settled by the next submission."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.errors import NotAllowedNowError
from app.domain.workflow import Action, Status
from app.services.applications import applications
from app.services.review import remarks, reviews
from app.services.workflow import workflow
from tests.factories import applications as factory
from tests.factories.applications import CLERK, NOW, REVIEWER, act_as

if TYPE_CHECKING:
    from flask import Flask


def test_remarks_go_with_the_return_and_are_settled_by_the_next_submission(context: Flask) -> None:
    made = factory.make(status=Status.UNDER_REVIEW)
    certificate_id = made.certificates[0].id
    reviewer = act_as(REVIEWER)
    remark = reviews.add_remark(
        reviewer, certificate_id, path="goods_lines.0.weight", opinion="请核对。", suggested_value="9500"
    )
    workflow.perform(reviewer, Action.RETURN, made.id, now=NOW, reason="请更正。")
    told = applications.find(made.id).events[-1].details["remarks"]
    assert told == [
        {"certificate": certificate_id, "path": "goods_lines.0.weight", "opinion": "请核对。", "suggested": "9500"}
    ]
    with pytest.raises(NotAllowedNowError):
        remarks.change(reviewer, certificate_id, remark.id, opinion="x")
    reviews.accept_suggestion(act_as(CLERK), certificate_id, remark.id)
    factory.lead(made.id, Action.SUBMIT)
    again = applications.find(made.id)
    assert again.certificates[0].rows["goods_lines"][0]["weight"] == "9500"
    assert [(c["path"], c["old"], c["new"]) for c in again.events[-1].details["changes"]] == [
        ("goods_lines.0.weight", "9600", "9500")
    ]
    assert again.review_round == 2
