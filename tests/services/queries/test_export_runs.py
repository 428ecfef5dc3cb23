"""Background exports: in the owner's scope, with progress, cancelled, taken over after a kill, swept after a week."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from app.domain.errors import DomainError, NotAllowedNowError, NotFoundError
from app.extensions import db
from app.gateways import gateways
from app.models import Declaration, ExportRequest, User
from app.models.base import utc_now
from app.services.queries import export_requests, export_runs, saved_queries
from app.services.queries.export_requests import ExportOrder

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask


def order(**changed: Any) -> ExportOrder:
    known = {
        "source": "list:DeclarationsView", "title": "报检单", "kind": "xlsx", "language": "zh_Hans",
        "columns": ["inspection_no", "declaring_customs"],
    }  # fmt: skip
    return ExportOrder(**{**known, **changed})


def read(number: int) -> ExportRequest:
    db.session.rollback()
    return db.session.scalars(
        db.select(ExportRequest).where(ExportRequest.id == number),
        execution_options={"unscoped": True, "populate_existing": True},
    ).one()


def rows_of(data: bytes) -> list[tuple[Any, ...]]:
    return list(load_workbook(io.BytesIO(data)).active.iter_rows(values_only=True))


@pytest.mark.function("5.2.1-d")
def test_an_export_is_written_in_its_owners_scope_language_and_columns(
    context: Flask, actor: Any, now: datetime
) -> None:
    clerk = actor("haian.clerk")
    own = set(db.session.scalars(db.select(Declaration.inspection_no)))
    number = export_requests.ask(clerk, order(), now=now).id
    assert read(number).state == "waiting"
    assert export_runs.work_off() == 1
    done = read(number)
    assert (done.state, done.rows_written, done.rows_total, done.share) == ("done", len(own), len(own), 100)
    job, data = export_requests.download(actor("haian.clerk"), number)
    head, *rows = rows_of(data)
    assert head == ("报检编号", "申报关区")
    assert {row[0] for row in rows} == own
    assert job.size == len(data)


def test_nobody_else_downloads_or_cancels_an_export(context: Flask, actor: Any, now: datetime) -> None:
    number = export_requests.ask(actor("haian.clerk"), order(), now=now).id
    export_runs.work_off()
    for other in ("admin", "beifang.clerk", "haian.admin"):
        with pytest.raises(NotFoundError):
            export_requests.download(actor(other), number)
        with pytest.raises(NotFoundError):
            export_requests.cancel(actor(other), number, now=now)
        assert export_requests.mine(actor(other)) == []


def test_rights_and_account_are_looked_at_again_when_writing_begins(context: Flask, actor: Any, now: datetime) -> None:
    number = export_requests.ask(actor("haian.clerk"), order(source="list:UsersView"), now=now).id
    export_runs.work_off()
    assert (read(number).state, read(number).problem) == ("failed", "not_permitted")
    locked = export_requests.ask(actor("haian.clerk"), order(), now=now).id
    actor("admin")
    user = db.session.scalars(db.select(User).where(User.username == "haian.clerk")).one()
    user.status = "locked"
    db.session.commit()
    export_runs.work_off()
    assert (read(locked).state, read(locked).storage_key) == ("failed", None)


@pytest.mark.bar("S7")
def test_a_query_is_exported_as_csv_and_no_cell_opens_as_a_formula(context: Flask, actor: Any, now: datetime) -> None:
    admin = actor("admin")
    statement = "select '=1+1' as a, id as b, login, '@x' as c from report_users order by id"
    number = saved_queries.create(admin, {"name": "q", "statement": statement}, now=now).id
    asked = export_requests.ask(admin, order(source=f"query:{number}", kind="csv", title="q", columns=[]), now=now).id
    export_runs.work_off()
    _job, data = export_requests.download(actor("admin"), asked)
    head, first, *_others = list(csv.reader(io.StringIO(data.decode("utf-8-sig"))))
    assert head == ["a", "b", "用户名", "c"]
    assert first == ["'=1+1", "1", "admin", "'@x"]


def test_an_export_of_a_query_that_is_gone_says_so(context: Flask, actor: Any, now: datetime) -> None:
    admin = actor("admin")
    number = saved_queries.create(admin, {"name": "q", "statement": "select id from report_users"}, now=now).id
    asked = export_requests.ask(admin, order(source=f"query:{number + 1}", kind="csv"), now=now).id
    export_runs.work_off()
    assert (read(asked).state, read(asked).problem) == ("failed", "not_found")


def test_a_cancelled_export_is_not_written_further(context: Flask, actor: Any, now: datetime) -> None:
    clerk = actor("haian.clerk")
    waiting = export_requests.ask(clerk, order(), now=now).id
    export_requests.cancel(clerk, waiting, now=now)
    running = export_requests.ask(clerk, order(), now=now).id
    job = export_runs.claim()
    assert job is not None
    assert job.id == running
    export_requests.cancel(actor("haian.clerk"), running, now=now)
    export_runs._run(job)
    assert read(running).state == "cancelled"
    assert read(running).storage_key is None
    assert gateways().files.keys("exports") == []
    with pytest.raises(NotAllowedNowError):
        export_requests.cancel(actor("haian.clerk"), running, now=now)


@pytest.mark.bar("R2")
def test_an_export_whose_writer_was_killed_is_taken_over_once_its_claim_ends(
    context: Flask, actor: Any, now: datetime
) -> None:
    number = export_requests.ask(actor("haian.clerk"), order(), now=now).id
    dead = export_runs.claim()
    assert dead is not None
    assert export_runs.claim() is None
    _expire(number)
    assert export_runs.work_off() == 1
    kept = read(number).storage_key
    assert read(number).state == "done"
    export_runs._run(dead)  # it wakes up late: what it writes is thrown away
    assert read(number).storage_key == kept
    assert gateways().files.keys("exports") == [kept]


def test_an_export_that_always_kills_its_writer_fails_in_the_end(context: Flask, actor: Any, now: datetime) -> None:
    number = export_requests.ask(actor("haian.clerk"), order(), now=now).id
    for _attempt in range(export_runs.MAX_ATTEMPTS):
        assert export_runs.claim() is not None
        _expire(number)
    assert export_runs.claim() is None
    assert (read(number).state, read(number).problem) == ("failed", "export_failed")


def test_only_a_few_exports_wait_at_once(context: Flask, actor: Any, now: datetime) -> None:
    clerk = actor("haian.clerk")
    for _number in range(export_requests.MAX_OPEN):
        export_requests.ask(clerk, order(), now=now)
    with pytest.raises(DomainError):
        export_requests.ask(clerk, order(), now=now)


def test_exports_are_swept_after_a_week(context: Flask, actor: Any, now: datetime) -> None:
    old = export_requests.ask(actor("haian.clerk"), order(), now=now - timedelta(days=8)).id
    export_runs.work_off()
    young = export_requests.ask(actor("haian.clerk"), order(), now=now).id
    export_runs.work_off()
    key = read(old).storage_key
    db.session.info.pop("actor", None)
    assert key in export_requests.sweep(now)
    assert key not in gateways().files.keys("exports")
    assert read(young).state == "done"


def _expire(number: int) -> None:
    table: Any = ExportRequest.__table__
    with db.engine.execution_options(writes=True).begin() as connection:
        late = utc_now() - timedelta(seconds=1)
        connection.execute(update(table).where(table.c.id == number).values(claimed_until=late))
    db.session.rollback()
