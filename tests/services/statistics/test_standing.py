"""Steps of a day: counted by enterprise and office as they are taken, and taken along when an application moves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from app.domain.actor import SYSTEM
from app.domain.days import china_day
from app.domain.workflow import Status
from app.extensions import db
from app.models import Application, ApplicationEvent
from app.models.total import COUNTED_STEPS
from app.services.base import accounts
from app.services.base.transaction import transaction
from app.services.home import home
from app.services.statistics import standing, totals
from tests.conftest import NOW
from tests.factories.applications import ADMINISTRATOR, CLERK, OTHER_CLERK, OTHER_REVIEWER, REVIEWER, act_as, make

if TYPE_CHECKING:
    from flask import Flask

pytestmark = pytest.mark.bar("P1")
TODAY = china_day(NOW)


def _counted(username: str) -> int:
    return sum(standing.steps(act_as(username), TODAY.replace(day=1), TODAY).values())


def _in_scope(username: str) -> int:
    act_as(username)
    return int(
        db.session.scalar(
            select(func.count(ApplicationEvent.id))
            .join(Application, ApplicationEvent.application_id == Application.id)
            .where(ApplicationEvent.action.in_(COUNTED_STEPS))
        )
        or 0
    )


@pytest.mark.parametrize("username", [CLERK, OTHER_CLERK, REVIEWER, OTHER_REVIEWER, ADMINISTRATOR])
def test_everybody_counts_the_steps_in_his_scope(context: Flask, username: str) -> None:
    for status in (Status.SUBMITTED, Status.RETURNED, Status.ISSUED):
        make(status=status)
    assert _counted(username) == _in_scope(username)
    accounts.bind(SYSTEM)
    assert totals.verify() == []


def test_steps_go_along_to_another_office(context: Flask) -> None:
    application = make(status=Status.RETURNED)
    here, there = _counted(REVIEWER), _counted(OTHER_REVIEWER)
    accounts.bind(SYSTEM)
    with transaction():
        db.session.get_one(Application, application.id).declaring_customs = "0908"
    assert (_counted(REVIEWER), _counted(OTHER_REVIEWER)) == (here - 2, there + 2)
    accounts.bind(SYSTEM)
    totals.fold(NOW)
    assert totals.verify() == []


def test_an_enterprise_sees_its_latest_changes_behind_any_number_of_others(context: Flask) -> None:
    mine = make(status=Status.SUBMITTED)
    found = home.latest_changes(act_as(CLERK))
    assert [event.application_id for event in found][:1] == [mine.id]
    assert home.latest_changes(act_as(OTHER_CLERK)) == []
