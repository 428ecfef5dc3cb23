"""Take over 接办: another reviewer goes on, the former one is told, and nobody takes over from himself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.errors import NotAllowedNowError
from app.domain.workflow import Action, Status
from app.extensions import db
from app.services.applications import applications
from app.services.home import reminders
from app.services.workflow import workflow
from tests.factories import applications as factory
from tests.factories.applications import NOW, REVIEWER, SECOND_REVIEWER, act_as

if TYPE_CHECKING:
    from flask import Flask


def test_the_former_reviewer_is_named_and_told(context: Flask) -> None:
    made = factory.make(status=Status.UNDER_REVIEW)
    former, second = act_as(REVIEWER), act_as(SECOND_REVIEWER)
    done = workflow.perform(second, Action.TAKE_OVER, made.id, now=NOW)
    assert done.reviewer_id == second.user_id
    assert done.events[-1].details == {"from_reviewer": former.name, "from_reviewer_id": former.user_id}
    assert [one.action for one in reminders.latest(act_as(REVIEWER))] == ["take_over"]
    with pytest.raises(NotAllowedNowError) as refused:
        workflow.perform(act_as(SECOND_REVIEWER), Action.TAKE_OVER, made.id, now=NOW)
    assert refused.value.code == "already_yours"


def test_what_customs_own_system_accepted_has_no_former_reviewer(context: Flask) -> None:
    made = factory.make(status=Status.UNDER_REVIEW)
    reviewer = act_as(REVIEWER)
    applications.find(made.id).reviewer_id = None
    db.session.commit()
    done = workflow.perform(reviewer, Action.TAKE_OVER, made.id, now=NOW)
    assert done.events[-1].details == {"from_reviewer": "", "from_reviewer_id": None}
    assert done.reviewer_id == reviewer.user_id
