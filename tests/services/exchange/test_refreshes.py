"""Refreshing one application: customs is asked about it alone, and what it says is carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.errors import NotFoundError
from app.domain.workflow import Action, Status
from app.extensions import db
from app.models import Application
from app.services.exchange import refreshes, sending
from tests.factories import applications as factory
from tests.support.sandbox import SENDER, sandbox_beside

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from flask import Flask

    from app.gateways.customs.sandbox import Sandbox
    from app.services.exchange.refreshes import Refreshed


@pytest.fixture
def sandbox(context: Flask, tmp_path: Path) -> Iterator[Sandbox]:
    with sandbox_beside(context, tmp_path, rule="hand") as found:
        yield found


def declared(now: datetime) -> int:
    made = factory.draft().id
    factory.lead(made, Action.SUBMIT)
    factory.act_as(factory.ADMINISTRATOR)
    sending.send_waiting(now)
    return made


def refresh(number: int, now: datetime) -> Refreshed:
    return refreshes.refresh(factory.act_as(factory.CLERK), number, now=now)


def test_one_application_is_asked_about_and_no_other(sandbox: Sandbox, now: datetime) -> None:
    ours, other = declared(now), declared(now)
    for number in (ours, other):
        sandbox.office.step(SENDER, f"application/{number}", "accept")
    found = refresh(ours, now)
    assert (found.applied, found.application.status) == (1, Status.UNDER_REVIEW)
    assert db.session.get_one(Application, other).status == Status.SUBMITTED
    assert len(sandbox.office.store.waiting_answers(SENDER, limit=10)) == 1
    assert refresh(ours, now).applied == 0


def test_the_history_names_the_officer_and_not_who_asked(sandbox: Sandbox, now: datetime) -> None:
    made = declared(now)
    sandbox.office.step(SENDER, f"application/{made}", "accept")
    event = refresh(made, now).application.events[-1]
    assert (event.user_id, event.actor_name[:5]) == (None, "沙箱审核员")


def test_what_stands_in_the_way_is_told(sandbox: Sandbox, now: datetime) -> None:
    draft = factory.draft().id
    assert not refresh(draft, now).is_told
    factory.lead(draft, Action.SUBMIT)
    assert not refresh(draft, now).is_delivered
    sandbox.faults.set({"fail": 1})
    assert refresh(draft, now).problem == "customs_answered_status 500"
    sandbox.faults.set({})
    factory.act_as(factory.ADMINISTRATOR)
    sending.send_waiting(now)
    for name in ("accept", "return"):  # a return without an opinion
        sandbox.office.step(SENDER, f"application/{draft}", name)
    assert refresh(draft, now).open_answers == {"failed"}


def test_a_foreign_application_is_not_there(sandbox: Sandbox, now: datetime) -> None:
    made = declared(now)
    with pytest.raises(NotFoundError):
        refreshes.refresh(factory.act_as(factory.OTHER_CLERK), made, now=now)


def test_with_the_desk_there_is_nobody_to_ask(context: Flask, now: datetime) -> None:
    found = refresh(factory.make(status=Status.SUBMITTED).id, now)
    assert (found.applied, found.problem, found.is_delivered) == (0, "", True)
