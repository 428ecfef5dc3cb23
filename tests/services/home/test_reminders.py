"""Personal messages: who is told of which step, and nobody reads those of somebody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.errors import NotFoundError
from app.domain.workflow import Action, Status
from app.extensions import db
from app.models import Reminder
from app.services.home import reminders
from app.services.workflow import workflow
from tests.factories import applications as factory
from tests.factories.applications import (
    CLERK,
    NOW,
    OTHER_CLERK,
    OTHER_REVIEWER,
    REVIEWER,
    SECOND_REVIEWER,
    act_as,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Flask


def told(username: str) -> Sequence[tuple[str, str]]:
    return [(one.action, one.opinion) for one in reminders.latest(act_as(username))]


def test_the_clerk_is_told_of_a_return_and_the_reviewer_of_the_next_declaration(context: Flask) -> None:
    made = factory.make(status=Status.RETURNED)
    (message,) = told(CLERK)
    assert message[0] == "return"
    assert told(REVIEWER) == []
    workflow.perform(act_as(CLERK), Action.SUBMIT, made.id, now=NOW)
    assert told(REVIEWER) == [("submit", "")]


def test_the_reviewer_is_told_of_an_objection_with_its_words(context: Flask) -> None:
    made = factory.make(status=Status.AWAITING_CONFIRMATION, needs_confirmation=True)
    workflow.perform(act_as(CLERK), Action.OBJECT, made.id, now=NOW, reason="Our name is misspelt")
    assert told(REVIEWER) == [("object", "Our name is misspelt")]


def test_the_former_reviewer_is_told_who_took_over(context: Flask) -> None:
    made = factory.make(status=Status.UNDER_REVIEW)
    workflow.perform(act_as(SECOND_REVIEWER), Action.TAKE_OVER, made.id, now=NOW)
    assert told(REVIEWER) == [("take_over", "")]
    assert told(SECOND_REVIEWER) == []


def test_nobody_sees_or_reads_the_messages_of_somebody_else(context: Flask) -> None:
    factory.make(status=Status.RETURNED)
    number = db.session.scalars(db.select(Reminder.id)).one()
    for stranger in (OTHER_CLERK, OTHER_REVIEWER, REVIEWER):
        assert told(stranger) == []
        with pytest.raises(NotFoundError):
            reminders.open_message(act_as(stranger), number, now=NOW)


def test_what_was_opened_counts_no_more(context: Flask) -> None:
    factory.make(status=Status.RETURNED)
    factory.make(status=Status.RETURNED)
    clerk = act_as(CLERK)
    assert reminders.unread_count(clerk) == 2
    reminders.open_message(clerk, reminders.latest(clerk)[0].id, now=NOW)
    assert reminders.unread_count(clerk) == 1
    reminders.mark_all_read(clerk, now=NOW)
    assert reminders.unread_count(clerk) == 0


def test_a_refused_step_tells_nobody(context: Flask) -> None:
    made = factory.make(status=Status.UNDER_REVIEW)
    with pytest.raises(Exception, match="reason_needed"):
        workflow.perform(act_as(REVIEWER), Action.RETURN, made.id, now=NOW)
    assert told(CLERK) == []
