"""Power cuts while a scan is uploaded: no row without its file, and no file without a row after the sweep."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

import pytest

from app.extensions import db
from app.gateways import gateways
from app.models import Scan, ScanFile
from app.models.base import utc_now
from app.services.scans import scans
from tests.factories import applications as factory
from tests.support.crash import run_and_kill
from tests.support.history import faults

if TYPE_CHECKING:
    from flask import Flask

KILLED = -9


@pytest.mark.bar("S6")
@pytest.mark.bar("R4")
@pytest.mark.parametrize("point", ["file", "after_flush", "before_database_commit", "after_commit"])
def test_a_killed_upload_leaves_nothing_or_is_whole(context: Flask, point: str) -> None:
    code = run_and_kill(context, "scan", point, username=factory.CLERK, now=factory.NOW, number="PAPER-2019-0001")
    assert code == KILLED
    clerk = factory.act_as(factory.CLERK)
    rows = db.session.scalars(db.select(Scan)).all()
    assert len(rows) == (1 if point == "after_commit" else 0)
    assert len(gateways().files.keys("scans")) == 1
    _age_files(context)
    factory.act_as(factory.ADMINISTRATOR)
    scans.sweep(utc_now())
    named = [file.storage_key for file in db.session.scalars(db.select(ScanFile))]
    assert gateways().files.keys("scans") == named
    factory.act_as(factory.CLERK)
    for row in rows:
        assert scans.contents(clerk, row.id)[1][:5] == b"%PDF-"
    assert faults(context) == []


def _age_files(app: Flask) -> None:
    past = time.time() - 7200
    for path in (app.config["SETTINGS"].instance / "files" / "scans").rglob("*"):
        if path.is_file():
            os.utime(path, (past, past))
