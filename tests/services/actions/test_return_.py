"""Return 退回: the papers go back with the opinion, by name, and with the remarks that were not sent yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.workflow import Action, Status
from app.extensions import db
from app.services.applications import applications
from app.services.review import reviews
from app.services.workflow import workflow
from tests.factories import applications as factory
from tests.factories.applications import NOW, REVIEWER, SECOND_REVIEWER, act_as

if TYPE_CHECKING:
    from flask import Flask

REASON = "请更正重量（示例）。"


def test_the_enterprise_reads_opinion_and_time(context: Flask) -> None:
    made = factory.make(status=Status.UNDER_REVIEW)
    done = workflow.perform(act_as(REVIEWER), Action.RETURN, made.id, now=NOW, reason=REASON)
    assert (done.review_opinion, done.reviewed_at) == (REASON, NOW)


@pytest.mark.parametrize("action", [Action.RETURN, Action.HOLD])
def test_the_reviewer_who_accepted_stays_and_where_customs_own_system_accepted_the_first_person_is_named(
    context: Flask, action: Action
) -> None:
    kept, unnamed = factory.make(status=Status.UNDER_REVIEW), factory.make(status=Status.UNDER_REVIEW)
    first, second = act_as(REVIEWER), act_as(SECOND_REVIEWER)
    applications.find(unnamed.id).reviewer_id = None
    db.session.commit()
    named = [workflow.perform(second, action, one.id, now=NOW, reason=REASON).reviewer_id for one in (kept, unnamed)]
    assert named == [first.user_id, second.user_id]


def test_a_remark_is_sent_once(context: Flask) -> None:
    made = factory.make(status=Status.UNDER_REVIEW)
    number = made.certificates[0].id
    for opinion in ("第一次。", "第二次。"):
        reviews.add_remark(act_as(REVIEWER), number, path="values.remark", opinion=opinion, suggested_value="")
        done = workflow.perform(act_as(REVIEWER), Action.RETURN, made.id, now=NOW, reason=REASON)
        assert [remark["opinion"] for remark in done.events[-1].details["remarks"]] == [opinion]
        for action in (Action.SUBMIT, Action.ACCEPT):
            factory.lead(made.id, action)
