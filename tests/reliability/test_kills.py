"""Power cuts: the process dies by SIGKILL at marked points; afterwards all is whole, and a repeat finishes it."""

from __future__ import annotations

import os
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from app.domain.workflow import Action, Status
from app.extensions import db
from app.gateways import gateways
from app.models import Application, ApplicationEvent, IssuedDocument, OutboxMessage
from app.models.scope import NOBODY
from app.services.applications import issuance
from app.services.base import accounts
from app.services.certificates import certificates, freezing
from app.services.workflow import workflow
from tests.factories import applications as factory
from tests.support.crash import run_and_kill
from tests.support.history import faults

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask


KILLED = -9
IN_TRANSACTION = ("after_flush", "before_database_commit")


def _die(app: Flask, work: str, point: str, username: str, now: datetime, **arguments: int) -> None:
    code = run_and_kill(app, work, point, username=username, now=now, **arguments)
    assert code == KILLED, f"the child was meant to die at {point}"


@pytest.mark.bar("R4")
@pytest.mark.parametrize("point", [*IN_TRANSACTION, "after_commit"])
def test_a_kill_while_declaring_loses_and_doubles_nothing(context: Flask, now: datetime, point: str) -> None:
    application_id = factory.make().id
    _die(context, "submit", point, factory.CLERK, now, application_id=application_id)
    actor = factory.act_as(factory.CLERK)
    application = db.session.get_one(Application, application_id)
    if point == "after_commit":
        assert application.status == Status.SUBMITTED
    else:
        assert application.status == Status.DRAFT
        workflow.perform(actor, Action.SUBMIT, application_id, now=now)
    assert _count(ApplicationEvent, action="submit", application_id=application_id) == 1
    assert _count(OutboxMessage, kind="application", application_id=application_id) == 1
    assert faults(context) == []


@pytest.mark.bar("R4")
@pytest.mark.parametrize("point", [*IN_TRANSACTION, "after_commit"])
def test_a_kill_while_saving_keeps_what_was_said_to_be_saved(context: Flask, now: datetime, point: str) -> None:
    certificate = factory.make().certificates[0]
    before = dict(certificate.values)
    _die(context, "save", point, factory.CLERK, now, certificate_id=certificate.id)
    factory.act_as(factory.CLERK)
    values = certificates.load(certificate.id).values
    assert values == ({**before, "remark": "typed before the crash"} if point == "after_commit" else before)
    assert faults(context) == []


@pytest.mark.bar("R4")
@pytest.mark.parametrize("point", ["file", "second_file", *IN_TRANSACTION, "after_commit"])
def test_a_kill_while_issuing_leaves_no_row_without_file_and_no_file_without_row(
    context: Flask, now: datetime, point: str
) -> None:
    application_id = factory.make(status=Status.APPROVED).id
    _die(context, "issue", point, factory.REVIEWER, now, application_id=application_id)
    actor = factory.act_as(factory.REVIEWER)
    if point != "after_commit":
        assert db.session.get_one(Application, application_id).status == Status.APPROVED
        assert _files_and_rows() == (set(_stored()), set())
        _age_files()
        factory.act_as("admin")
        freezing.sweep(now=_wall_clock())
        assert _stored() == []
        actor = factory.act_as(factory.REVIEWER)
        issuance.issue(actor, application_id, now=now)
    files, rows = _files_and_rows()
    assert files == rows
    assert len(rows) == 2
    assert faults(context) == []


def test_the_sweep_leaves_files_alone_that_an_unfinished_issue_may_need(context: Flask, now: datetime) -> None:
    application_id = factory.make(status=Status.APPROVED).id
    _die(context, "issue", "file", factory.REVIEWER, now, application_id=application_id)
    factory.act_as("admin")
    freezing.sweep(now=_wall_clock())
    assert len(_stored()) == 1


def test_the_sweep_keeps_what_is_issued(context: Flask, now: datetime) -> None:
    factory.make(status=Status.ISSUED)
    _age_files()
    accounts.bind(NOBODY)
    freezing.sweep(now=_wall_clock())
    assert len(_stored()) == 2


def _count(model: type, **wanted: object) -> int:
    return len(db.session.scalars(db.select(model).filter_by(**wanted)).all())


def _stored() -> list[str]:
    return gateways().files.keys("issued")


def _files_and_rows() -> tuple[set[str], set[str]]:
    rows = db.session.scalars(db.select(IssuedDocument.storage_key), execution_options={"unscoped": True})
    return set(_stored()), set(rows)


def _age_files() -> None:
    """Make the stored files two hours old."""
    from flask import current_app

    folder = current_app.config["SETTINGS"].instance / "files" / "issued"
    past = time.time() - timedelta(hours=2).total_seconds()
    for path in folder.rglob("*.pdf"):
        os.utime(path, (past, past))


def _wall_clock() -> datetime:
    from app.models.base import utc_now

    return utc_now()
