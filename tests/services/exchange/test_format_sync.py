"""Sync 同步 of formats: published versions reach customs, and each format says how it stands and why."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from app.domain.errors import NotPermittedError
from app.domain.format_differences import differences
from app.extensions import db
from app.models import CertificateFormat, OutboxMessage
from app.services.exchange import format_sync
from app.services.formats import formats
from tests.factories import applications as factory
from tests.support.sandbox import sandbox_beside

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from flask import Flask

    from app.gateways.customs.sandbox import Sandbox

pytestmark = pytest.mark.function("5.6-sync")


@pytest.fixture
def sandbox(context: Flask, tmp_path: Path) -> Iterator[Sandbox]:
    with sandbox_beside(context, tmp_path, rule="hand") as found:
        yield found


def a_format() -> CertificateFormat:
    return db.session.scalars(db.select(CertificateFormat).where(CertificateFormat.code == "c3-1")).one()


def publish_another(now: datetime) -> None:
    row = a_format()
    row.definition = {**row.definition, "title_en": "VETERINARY (HEALTH) CERTIFICATE (EXAMPLE)"}
    formats.publish(row, now=now, reason="x")
    db.session.commit()


def test_a_sync_sends_every_version_and_says_that_both_sides_are_in_step(sandbox: Sandbox, now: datetime) -> None:
    actor = factory.act_as(factory.ADMINISTRATOR)
    publish_another(now)
    before = format_sync.compare(actor, a_format().id)
    assert (before.customs_number, before.is_in_step) == (None, False)
    done = format_sync.sync(actor, a_format().id, now=now)
    assert (done.state, done.wanted_number, done.customs_number) == ("in_step", 2, 2)
    kept = sandbox.office.store.rows("SELECT version, sha256 FROM message WHERE subject = 'format/c3-1' ORDER BY id")
    assert [row["version"] for row in kept] == [1, 2]
    assert format_sync.compare(actor, a_format().id).is_in_step
    assert format_sync.sync(actor, a_format().id, now=now).state == "in_step"
    assert len(sandbox.office.store.rows("SELECT id FROM message")) == 2


def test_the_difference_to_customs_is_shown_before_a_sync(sandbox: Sandbox, now: datetime) -> None:
    actor = factory.act_as(factory.ADMINISTRATOR)
    format_sync.sync(actor, a_format().id, now=now)
    publish_another(now)
    found = format_sync.compare(actor, a_format().id)
    assert (found.customs_number, found.ours.number, found.is_in_step) == (1, 2, False)
    assert found.theirs is not None
    told = differences(found.theirs.definition, found.ours.definition)
    assert [(one.part, one.attribute) for one in told] == [("head", "title_en")]


def test_a_silent_customs_side_leaves_the_format_waiting_and_the_job_goes_on(sandbox: Sandbox, now: datetime) -> None:
    actor = factory.act_as(factory.ADMINISTRATOR)
    sandbox.faults.set({"fail": 1})
    done = format_sync.sync(actor, a_format().id, now=now)
    assert (done.state, done.customs_number) == ("waiting", None)
    assert "500" in done.error
    assert done.next_try_at is not None
    sandbox.faults.set({})
    assert format_sync.by_job(now + timedelta(hours=1)).endswith("waiting 0, failed 0")
    assert {row.state for row in format_sync.states().values()} == {"in_step"}
    assert [run.started_by for run in format_sync.runs()] == ["job", "button"]


def test_another_text_at_customs_is_a_failure_that_says_so(sandbox: Sandbox, now: datetime) -> None:
    actor = factory.act_as(factory.ADMINISTRATOR)
    format_sync.sync(actor, a_format().id, now=now)
    with sandbox.office.store.writing() as database:
        database.execute("UPDATE subject SET sha256 = ?", ("f" * 64,))
    done = format_sync.sync(actor, a_format().id, now=now)
    assert (done.state, done.error) == ("failed", "customs_other_text")


def test_what_customs_lost_is_sent_again_by_the_next_sync(sandbox: Sandbox, now: datetime) -> None:
    actor = factory.act_as(factory.ADMINISTRATOR)
    format_sync.sync(actor, a_format().id, now=now)
    with sandbox.office.store.writing() as database:
        database.execute("DELETE FROM subject")
        database.execute("DELETE FROM message")
    assert format_sync.sync(actor, a_format().id, now=now).state == "waiting"
    assert format_sync.sync(actor, a_format().id, now=now).state == "in_step"


def test_the_text_that_travels_is_the_one_that_was_hashed_at_publication(sandbox: Sandbox, now: datetime) -> None:
    import hashlib

    actor = factory.act_as(factory.ADMINISTRATOR)
    format_sync.sync_all(actor, now=now)
    for message in db.session.scalars(db.select(OutboxMessage).where(OutboxMessage.kind == "format")):
        body = message.payload["body"]
        assert hashlib.sha256(body["definition"].encode()).hexdigest() == body["sha256"]


def test_with_the_embedded_desk_every_format_is_in_step_and_nothing_waits(context: Flask, now: datetime) -> None:
    actor = factory.act_as(factory.ADMINISTRATOR)
    assert format_sync.sync_all(actor, now=now).count("in_step") == len(format_sync.states())
    assert not db.session.scalars(db.select(OutboxMessage).where(OutboxMessage.state != "delivered")).all()
    with pytest.raises(NotPermittedError):
        format_sync.sync_all(factory.act_as(factory.CLERK), now=now)
