"""Statistics: the three screens of the manual and the further ones, with their numbers and downloads."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from app.domain.actor import SYSTEM
from app.domain.periods import Period
from app.domain.workflow import Action
from app.extensions import db
from app.models import Certificate
from app.services.base import accounts
from app.services.base.transaction import transaction
from app.services.statistics import table
from tests.conftest import NOW
from tests.factories.applications import draft, lead
from tests.factories.many_certificates import enterprise, fill

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient


@pytest.fixture
def admin(login: Callable[[str], FlaskClient]) -> FlaskClient:
    return login("admin")


def test_wrong_arguments_of_statistics_are_refused(admin: FlaskClient) -> None:
    for query in ("from=x", "from=2021-01-02&to=2021-01-01", "entry_mode=zzz", "compare=zzz", "show=zzz"):
        assert admin.get(f"/cloud-issuance/?{query}", headers={"Accept": "application/json"}).status_code == 400, query
    assert admin.get("/statistics/?of=zzz").status_code == 404


def _issued(number: int, *, organisation_id: int) -> int:
    """Make an issued certificate past the workflow and return its id."""
    certificate_id = fill(1, organisation_id=organisation_id)[0]
    with transaction():
        row = db.session.get_one(Certificate, certificate_id)
        row.application.inspection_no = f"22600000000{number:04d}"
        row.application.status, row.application.entry_mode = "issued", "blank"
        row.application.submitted_at = NOW - timedelta(hours=30)
        row.application.approved_at = row.application.reviewed_at = NOW - timedelta(hours=10 * number)
        row.certificate_no, row.validity, row.issued_at = f"NO{number}", "valid", NOW
        row.receipt_date = row.making_date = NOW.date()
        row.application.producer = f"示例工厂{number}"
    return certificate_id


@pytest.fixture
def issued(app: Flask) -> list[int]:
    with app.app_context():
        accounts.bind(SYSTEM)
        return [_issued(number, organisation_id=enterprise()) for number in (1, 2)]


@pytest.mark.parametrize("statistic", table.STATISTICS, ids=lambda one: one.key)
def test_every_further_statistic_counts_and_downloads(
    admin: FlaskClient, issued: list[int], statistic: table.Statistic
) -> None:
    asked = f"of={statistic.key}&from=2026-11-01&to=2026-11-30"
    assert admin.get(f"/statistics/?{asked}").status_code == 200
    assert admin.get(f"/statistics/export/xlsx?{asked}").status_code == 200


def test_turnaround_is_median_and_95th_percentile_in_hours(context: Flask) -> None:
    accounts.bind(SYSTEM)
    for number in (1, 2):
        _issued(number, organisation_id=enterprise())
    rows = table.count(table.STATISTICS[0], Period(date(2026, 11, 1), date(2026, 11, 30)))
    assert [(row[2], round(row[3], 2), round(row[4], 2)) for row in rows] == [(2, 15.0, 19.5)]


def test_returns_are_counted_with_their_reasons(context: Flask) -> None:
    application = draft()
    lead(application.id, Action.SUBMIT)
    lead(application.id, Action.ACCEPT)
    lead(application.id, Action.RETURN)
    accounts.bind(SYSTEM)
    rows = table.count(table.of("returns") or table.STATISTICS[1], Period(date(2020, 1, 1), date(2030, 1, 1)))
    assert [row[1:] for row in rows] == [("请更正重量（示例）。", 1, 1)]
