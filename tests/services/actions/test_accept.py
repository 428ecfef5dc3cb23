"""Accept 受理: from then on the papers have a reviewer, and a time since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.workflow import Action, Status
from app.services.workflow import workflow
from tests.factories import applications as factory
from tests.factories.applications import NOW, REVIEWER, act_as

if TYPE_CHECKING:
    from flask import Flask


def test_accepting_names_the_reviewer_and_the_time(context: Flask) -> None:
    made = factory.make(status=Status.SUBMITTED)
    reviewer = act_as(REVIEWER)
    done = workflow.perform(reviewer, Action.ACCEPT, made.id, now=NOW)
    assert (done.reviewer_id, done.accepted_at) == (reviewer.user_id, NOW)
