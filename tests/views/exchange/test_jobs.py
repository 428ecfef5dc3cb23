"""Scheduled jobs on their screen: shown, paused, resumed and run now, each by a name that people read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.extensions import db
from app.jobs import JOBS, tick
from app.models import JobRun
from app.views.exchange.words import JOBS as NAMED
from tests.support.forms import csrf_token

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")


JOB = next(job for job in JOBS if job.name == "clean_sessions")


def post(client: FlaskClient, page: str, address: str, **data: Any) -> Any:
    return client.post(address, data={"csrf_token": csrf_token(client, page), **data}, follow_redirects=True)


def text(answer: Any) -> str:
    assert answer.status_code == 200
    found: str = answer.get_data(as_text=True)
    return found


def test_every_job_has_a_name_that_people_read() -> None:
    assert {job.name for job in JOBS} <= NAMED.keys()


def test_jobs_are_shown_paused_resumed_and_run_now(app: Flask, login: Callable[[str], FlaskClient]) -> None:
    tick(app, JOB)
    client = login("admin")
    assert "clean_sessions" in text(client.get("/jobs/"))
    text(post(client, "/jobs/", "/jobs/clean_sessions/pause"))
    count = _runs(app)
    tick(app, _sooner())
    assert _runs(app) == count
    text(post(client, "/jobs/", "/jobs/clean_sessions/run"))
    tick(app, JOB)
    assert _runs(app) == count + 1
    text(post(client, "/jobs/", "/jobs/clean_sessions/resume"))
    tick(app, _sooner())
    assert _runs(app) == count + 2
    assert post(client, "/jobs/", "/jobs/no_such_job/run").status_code == 404
    text(client.get("/jobs/?job=clean_sessions"))


def _sooner() -> Any:
    """Return the job with a pace at which a new tick has begun."""
    from dataclasses import replace

    return replace(JOB, minutes=0, seconds=1)


def _runs(app: Flask) -> int:
    with app.app_context():
        return len(db.session.scalars(db.select(JobRun).where(JobRun.name == "clean_sessions")).all())
