"""Jobs as the administrator steers them: seen by schedulers, paused, resumed, asked for once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from app.domain.errors import NotFoundError, NotPermittedError
from app.services.exchange import job_control
from app.services.exchange.job_control import Look
from tests.factories import applications as factory

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask

JOB = "example"


def test_a_job_that_a_scheduler_looks_after_is_shown_with_its_next_tick(context: Flask, now: datetime) -> None:
    admin = factory.act_as(factory.ADMINISTRATOR)
    assert job_control.look(JOB, period=300, now=now) == Look(is_paused=False, is_asked=False)
    overview = job_control.overview(admin, now=now)
    entry = next(one for one in overview.entries if one.lease.name == JOB)
    assert (overview.is_alive, entry.last, entry.next_at) == (True, None, now)
    assert not job_control.overview(admin, now=now + job_control.SILENT + timedelta(seconds=1)).is_alive


def test_a_paused_job_has_no_next_tick_until_it_is_resumed(context: Flask, now: datetime) -> None:
    admin = factory.act_as(factory.ADMINISTRATOR)
    job_control.look(JOB, period=300, now=now)
    job_control.pause(admin, JOB, now=now)
    assert job_control.look(JOB, period=300, now=now).is_paused
    entry = next(one for one in job_control.overview(admin, now=now).entries if one.lease.name == JOB)
    assert (entry.next_at, entry.lease.paused_by) == (None, admin.name)
    job_control.resume(admin, JOB)
    assert not job_control.look(JOB, period=300, now=now).is_paused


def test_a_wish_is_taken_by_one_scheduler_only(context: Flask, now: datetime) -> None:
    admin = factory.act_as(factory.ADMINISTRATOR)
    job_control.look(JOB, period=300, now=now)
    job_control.run_now(admin, JOB, now=now)
    assert job_control.look(JOB, period=300, now=now).is_asked
    assert [job_control.take_asked(JOB), job_control.take_asked(JOB)] == [True, False]
    assert not job_control.look(JOB, period=300, now=now).is_asked


def test_an_unknown_job_is_not_there_and_nobody_else_steers(context: Flask, now: datetime) -> None:
    with pytest.raises(NotFoundError):
        job_control.pause(factory.act_as(factory.ADMINISTRATOR), "no-such-job", now=now)
    clerk = factory.act_as(factory.CLERK)
    for attempt in (
        lambda: job_control.pause(clerk, JOB, now=now),
        lambda: job_control.overview(clerk, now=now),
        lambda: job_control.runs(clerk),
    ):
        with pytest.raises(NotPermittedError):
            attempt()
