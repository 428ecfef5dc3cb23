"""Running totals: after whatever happens they are what a full count gives, and folding changes none of them."""

from __future__ import annotations

import random
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from app.domain.actor import SYSTEM
from app.domain.workflow import Status
from app.extensions import db
from app.models import Application, Certificate, CustomsPrint, DailyTotal, StandingTotal
from app.services.base import accounts
from app.services.base.transaction import transaction
from app.services.statistics import standing, totals
from tests.conftest import NOW
from tests.factories.many_certificates import enterprise, fill

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask

    from app.domain.actor import Actor

pytestmark = pytest.mark.bar("P2")
OFFICES = ("0901", "0908", "0903")


class KilledError(Exception):
    """Stand for a process that ends in the middle of a transaction."""


def _change(number: int, rng: random.Random) -> None:
    """Change one application as services do: status, office, dates, deletion, or the records of customs."""
    with transaction():
        row = db.session.get(Application, number)
        if row is None:
            return  # deleted: nobody finds it any more
        kind = rng.choice(("status", "office", "approve", "issue", "mode", "delete", "print", "type"))
        if kind == "status":
            row.status = rng.choice([status.value for status in Status if status is not Status.WITHDRAWN])
            row.submitted_at = None if row.status == "draft" else NOW
        elif kind == "office":
            row.declaring_customs = rng.choice(OFFICES)
        elif kind == "approve":
            row.approved_at = None if row.approved_at else NOW + timedelta(hours=rng.randrange(-60, 60))
        elif kind == "issue":
            for certificate in row.certificates:
                certificate.certificate_no = f"T{certificate.id}"
                certificate.issued_at, certificate.validity = NOW, "valid"
                certificate.receipt_date = (NOW - timedelta(days=rng.randrange(90))).date()
        elif kind == "mode":
            row.entry_mode = rng.choice(("single", "blank", "similar"))
        elif kind == "delete" and rng.random() < 0.2:
            row.deleted_at = NOW
        elif kind == "type":
            for certificate in row.certificates:
                certificate.type_code = rng.choice(("14", "15"))
        else:
            db.session.add(
                CustomsPrint(customs_code=rng.choice(OFFICES), document_no=f"P{rng.random()}", receipt_date=NOW.date())
            )
        if rng.random() < 0.15:
            db.session.flush()
            raise KilledError


@pytest.mark.parametrize("count", [200, pytest.param(10_000, marks=pytest.mark.soak)])
def test_totals_equal_a_full_count_after_random_changes_and_interruptions(context: Flask, count: int) -> None:
    accounts.bind(SYSTEM)
    rng = random.Random(8)  # noqa: S311
    fill(12, organisation_id=enterprise())
    numbers = list(db.session.scalars(select(Application.id)))
    for step in range(count):
        try:
            _change(rng.choice(numbers), rng)
        except KilledError:
            db.session.rollback()
        if step % 97 == 0:
            totals.fold(NOW)
    assert totals.verify() == []


def test_folding_leaves_one_row_a_key_and_no_zero(context: Flask) -> None:
    accounts.bind(SYSTEM)
    fill(40, organisation_id=enterprise())
    assert totals.fold(NOW) > 0
    for model in totals.TOTALS:
        keys = [getattr(model, name) for name in model.KEY]
        counts = db.session.execute(select(func.count(), func.min(model.amount)).group_by(*keys)).all()
        assert all(rows == 1 and amount > 0 for rows, amount in counts)
    assert totals.verify() == []


def test_a_wrong_total_is_named_and_corrected(context: Flask) -> None:
    fill(4, organisation_id=enterprise())
    with transaction():
        connection = db.session.connection()
        connection.execute(StandingTotal.__table__.delete())
        key = {"measure": "cloud", "day": NOW.date(), "customs_code": "0901", "entry_mode": "single"}
        connection.execute(DailyTotal.__table__.insert(), [{**key, "amount": 3}])
    found = totals.verify()
    assert "daily_total cloud, 2026-11-23, 0901, single: kept 3, counted 0" in map(str, found)
    assert any(one.table == "standing_total" for one in found)
    totals.rebuild(now=NOW)
    assert totals.verify() == []


@pytest.mark.parametrize("login", ["haian.clerk", "customs.0901", "admin"])
def test_counts_by_status_are_those_of_the_rows_in_scope(
    context: Flask, actor: Callable[[str], Actor], login: str
) -> None:
    fill(30, organisation_id=enterprise())
    who = actor(login)
    counted = db.session.execute(
        select(Certificate.status, func.count()).where(Certificate.type_code == "14").group_by(Certificate.status)
    )
    assert standing.by_status(who, "14") == dict(counted.tuples().all())


def test_the_command_says_whether_the_totals_are_right(context: Flask) -> None:
    fill(4, organisation_id=enterprise())
    runner = context.test_cli_runner()
    assert runner.invoke(args=["statistics", "verify"]).exit_code == 0
    with transaction():
        db.session.connection().execute(StandingTotal.__table__.delete())
    assert runner.invoke(args=["statistics", "verify"]).exit_code == 1
    assert runner.invoke(args=["statistics", "verify", "--rebuild"]).exit_code == 0
    assert runner.invoke(args=["statistics", "verify"]).exit_code == 0
