"""Issued certificates: numbers, dates and prints, and each one opens."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from app.domain.actor import SYSTEM
from app.extensions import db
from app.models import Certificate
from app.services.base import accounts
from app.services.base.transaction import transaction
from tests.conftest import NOW
from tests.factories.many_certificates import enterprise, fill

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient


@pytest.fixture
def admin(login: Callable[[str], FlaskClient]) -> FlaskClient:
    return login("admin")


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


@pytest.mark.function("5.9.1")
def test_issued_certificates_show_number_dates_and_prints_and_open(admin: FlaskClient, issued: list[int]) -> None:
    html = admin.get("/issued-certificates/?made_from=2026-11-23&made_to=2026-11-23&inspection_no=226000000000001").text
    assert ">NO1<" in html.replace("</bdi>", "<").replace('<bdi dir="ltr" class="num">', ">")
    assert "NO2" not in html
    assert f"/{issued[0]}" in html
    assert "NO1" not in admin.get("/issued-certificates/?received_from=2026-11-24").text
    assert "NO1" not in admin.get("/issued-certificates/?declaring_customs=0903").text
