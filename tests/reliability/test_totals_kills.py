"""Running totals under power cuts: processes that change documents die by SIGKILL, and the totals stay exact."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from app.domain.actor import SYSTEM
from app.extensions import db
from app.models import DailyTotal, StandingTotal, StepTotal
from app.services.base import accounts
from app.services.statistics import totals
from tests.support.crash import ROOT, environment

if TYPE_CHECKING:
    from flask import Flask


MANY = 1000


@pytest.mark.bar("P2")
@pytest.mark.bar("R4")
@pytest.mark.parametrize("count", [60, pytest.param(10_000, marks=pytest.mark.soak)])
def test_totals_equal_a_full_count_after_random_changes_and_kills(context: Flask, count: int) -> None:
    db.session.remove()
    db.engine.dispose()
    command = [sys.executable, "-m", "tests.support.changes", str(count), "8"]
    ended = subprocess.run(
        command, cwd=ROOT, env=environment(context), check=True, timeout=60 + count, capture_output=True
    )
    told = json.loads(ended.stdout.splitlines()[-1])
    assert told["changes"] >= count
    assert told["kills"] > 2
    accounts.bind(SYSTEM)
    # a small run may die before it has taken a step of the workflow; it is compared all the same
    for model in (DailyTotal, StandingTotal, *((StepTotal,) if count > MANY else ())):
        assert db.session.scalar(select(func.count()).select_from(model)), model.__tablename__
    assert totals.verify() == []
