"""Hold 暂缓 and resume 恢复: the papers rest, the enterprise knows why, no list of what is to do names them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.domain.actor import SYSTEM
from app.domain.workflow import Action, Side, Status
from app.extensions import db
from app.gateways import gateways
from app.models import InboxMessage
from app.services.applications import applications
from app.services.base import accounts
from app.services.exchange import inbox, sending
from app.services.home import home, reminders
from app.services.review import worklist
from app.services.statistics import standing, totals
from app.services.workflow import workflow
from tests.factories import applications as factory
from tests.factories.applications import CLERK, NOW, REVIEWER, act_as
from tests.support.sandbox import SENDER, sandbox_beside

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from flask import Flask

REASON = "等待实验室结果（示例）。"
TYPE = "14"


def held() -> int:
    """Put an application on hold and return its id."""
    made = factory.make(status=Status.UNDER_REVIEW)
    workflow.perform(act_as(REVIEWER), Action.HOLD, made.id, now=NOW, reason=REASON)
    return made.id


@pytest.mark.function("5.8.1-review")
def test_the_enterprise_is_told_why_its_papers_rest_and_when_they_go_on(context: Flask) -> None:
    number = held()
    (message,) = reminders.latest(act_as(CLERK))
    assert (message.action, message.status, message.opinion) == ("hold", Status.ON_HOLD, REASON)
    assert applications.find(number).review_opinion == REASON
    done = workflow.perform(act_as(REVIEWER), Action.RESUME, number, now=NOW)
    assert (done.status, done.review_opinion) == (Status.UNDER_REVIEW, "")
    act_as(CLERK)
    assert [(e.action, e.opinion) for e in applications.find(number).events][-2:] == [("hold", REASON), ("resume", "")]
    assert [one.action for one in reminders.latest(act_as(CLERK))] == ["resume", "hold"]


@pytest.mark.parametrize(
    ("username", "side", "allowed"),
    [
        (CLERK, Side.ENTERPRISE, {Action.WITHDRAW}),
        (factory.SECOND_REVIEWER, Side.CUSTOMS, {Action.RESUME, Action.RETURN, Action.TAKE_OVER}),
    ],
)
def test_only_four_steps_act_on_what_is_on_hold(
    context: Flask, username: str, side: Side, allowed: set[Action]
) -> None:
    number = held()
    told = workflow.refusals(act_as(username), applications.find(number))
    assert {action for action, reason in told.items() if reason is None} == allowed, side


def test_what_is_to_do_is_silent_while_papers_rest(context: Flask) -> None:
    reviewer = act_as(REVIEWER)
    before = (home.waiting_counts(reviewer), worklist.page(reviewer, worklist.Query()).counts)
    number = held()
    reviewer = act_as(REVIEWER)
    counts = worklist.page(reviewer, worklist.Query()).counts
    assert home.waiting_counts(reviewer) == before[0]
    assert counts["todo"] == before[1]["todo"]
    assert counts["on_hold"] == before[1]["on_hold"] + 1
    assert Status.ON_HOLD not in [pile.status for pile in home.piles(reviewer)]
    assert worklist.position(reviewer, number).number is None
    workflow.perform(reviewer, Action.RESUME, number, now=NOW)
    reviewer = act_as(REVIEWER)
    assert worklist.page(reviewer, worklist.Query()).counts["todo"] == before[1]["todo"] + 1


def test_statistics_count_what_rests_as_open(context: Flask) -> None:
    before = standing.by_status(act_as(CLERK), TYPE)
    held()
    after = standing.by_status(act_as(CLERK), TYPE)
    assert after["on_hold"] == before.get("on_hold", 0) + 1
    assert after.get("issued", 0) == before.get("issued", 0)
    accounts.bind(SYSTEM)
    assert totals.verify() == []


def test_customs_own_system_holds_and_resumes_in_the_second_version(
    context: Flask, tmp_path: Path, now: datetime
) -> None:
    with sandbox_beside(context, tmp_path, rule="hand") as sandbox:
        made = factory.draft().id
        factory.lead(made, Action.SUBMIT)
        accounts.bind(SYSTEM)
        sending.send_waiting(now)
        seen = []
        for name in ("accept", "hold", "resume"):
            sandbox.office.step(SENDER, f"application/{made}", name, opinion=REASON if name == "hold" else "")
            inbox.collect(now)
            found = applications.find(made)
            seen.append((found.status, found.review_opinion))
        assert gateways().customs.needs_exchange
        kept = db.session.scalars(select(InboxMessage).where(InboxMessage.application_id == made)).all()
    assert seen == [(Status.UNDER_REVIEW, ""), (Status.ON_HOLD, REASON), (Status.UNDER_REVIEW, "")]
    assert [(row.payload["protocol"], row.state) for row in kept] == [(1, "applied"), (2, "applied"), (2, "applied")]
