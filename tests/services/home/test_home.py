"""My work: what asks something of the reader, the month in figures, what waits for the administrator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.workflow import Status
from app.extensions import db
from app.models import Organisation, User
from app.services.base.transaction import transaction
from app.services.home import home
from tests.factories import applications as factory

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask


@pytest.fixture
def working(context: Flask) -> None:
    """Make an application in each of the statuses that ask something of somebody."""
    for status in (Status.DRAFT, Status.SUBMITTED, Status.RETURNED, Status.AWAITING_CONFIRMATION):
        factory.make(status=status)


def test_an_enterprise_sees_what_asks_something_of_it_with_the_reviewers_words(working: None) -> None:
    piles = {pile.status: pile for pile in home.piles(factory.act_as(factory.CLERK))}
    assert list(piles) == list(home.ASKING)
    (returned,) = piles[Status.RETURNED].works
    assert returned.saying is not None
    assert returned.saying.opinion == "请更正重量（示例）。"
    assert piles[Status.DRAFT].works[0].missing == 0
    assert home.waiting_counts(factory.act_as(factory.CLERK))["returned"] == 2
    assert home.piles(factory.act_as(factory.OTHER_CLERK)) == []


def test_a_reviewer_sees_the_queue_of_his_office_and_an_administrator_none(working: None) -> None:
    counts = {pile.status: pile.count for pile in home.piles(factory.act_as(factory.REVIEWER))}
    assert counts[Status.SUBMITTED] == 1
    assert Status.DRAFT not in counts
    assert home.waiting_counts(factory.act_as(factory.OTHER_REVIEWER))["review"] == 0
    assert home.piles(factory.act_as(factory.ADMINISTRATOR)) == []


def test_the_month_counts_the_steps_of_its_days_up_to_today(working: None, now: datetime) -> None:
    today = now.date()
    month = home.month(factory.act_as(factory.CLERK), today=today)
    assert [day.day for day in month.days] == [today.replace(day=number) for number in range(1, today.day + 1)]
    assert (month.declared, month.returned, month.issued) == (3, 1, 0)
    assert month.days[-1].declared == 3
    assert home.month(factory.act_as(factory.OVERSEAS), today=today).days == ()


def test_latest_changes_and_types_are_the_reader_s_own(working: None) -> None:
    clerk = factory.act_as(factory.CLERK)
    assert {event.action for event in home.latest_changes(clerk)} <= {
        "submit", "return", "accept", "ask_confirmation", "start", "create",
    }  # fmt: skip
    assert len(home.latest_changes(clerk)) == home.CHANGES_SHOWN
    assert [code for code, _format, _moment in home.recent_types(clerk)] == ["14"]
    assert home.recent_types(factory.act_as(factory.OTHER_CLERK)) == []
    assert home.latest_changes(factory.act_as(factory.OVERSEAS)) == []


def test_the_administrator_is_told_what_waits_for_him(context: Flask) -> None:
    admin = factory.act_as(factory.ADMINISTRATOR)
    before = home.administration(admin)
    assert before["unregistered"] == 1
    with transaction():
        user = db.session.scalars(db.select(User).where(User.username == factory.CLERK)).one()
        user.status = "locked"
        db.session.get_one(Organisation, user.organisation_id).inspection_registration_no = None
    assert home.administration(admin) == {**before, "unregistered": 2, "locked": before["locked"] + 1}
    assert home.administration(factory.act_as(factory.CLERK)) == {}
    assert home.enterprise(factory.act_as(factory.CLERK)) is not None
