"""A killed writer of an export leaves no half file, and the next one writes the export whole."""

from __future__ import annotations

import io
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import update

from app.extensions import db
from app.gateways import gateways
from app.models import ExportRequest
from app.models.base import utc_now
from app.services.queries import export_requests, export_runs
from tests.support.crash import run_and_kill

if TYPE_CHECKING:
    from flask import Flask


@pytest.mark.bar("R2")
@pytest.mark.parametrize("point", ["file", "before_database_commit"])
def test_an_export_survives_the_death_of_its_writer(context: Flask, actor: Any, point: str) -> None:
    now = utc_now()  # the sweep below looks at the clock, and takes away what is older than a week
    order = export_requests.ExportOrder(source="list:DeclarationsView", title="报检单", kind="xlsx", language="zh_Hans")
    number = export_requests.ask(actor("haian.clerk"), order, now=now).id
    db.session.remove()
    assert run_and_kill(context, "export", point, username="haian.clerk", now=now) == -9
    table: Any = ExportRequest.__table__
    with db.engine.execution_options(writes=True).begin() as connection:
        late = utc_now() - timedelta(seconds=1)
        connection.execute(update(table).where(table.c.id == number).values(claimed_until=late))
    assert export_runs.work_off() == 1
    job, data = export_requests.download(actor("haian.clerk"), number)
    assert load_workbook(io.BytesIO(data)).active.max_row == job.rows_written + 1
    db.session.info.pop("actor", None)
    export_requests.sweep(utc_now() + timedelta(hours=2))
    assert gateways().files.keys("exports") == [job.storage_key]
