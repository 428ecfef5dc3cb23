"""The certificate query: found by what the manual names, begun with a month, one document viewed."""

from __future__ import annotations

import re
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
from tests.support.forms import post

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


@pytest.mark.function("5.9.2-a")
@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ({"producer": "工厂1"}, True),
        ({"producer": "工厂2"}, False),
        ({"entry_mode": "blank", "status": "issued", "type_code": "14"}, True),
        ({"entry_mode": "single"}, False),
        ({"reviewed_from": "2026-11-23", "reviewed_to": "2026-11-23"}, True),
        ({"reviewed_from": "2026-11-24"}, False),
        ({"destination_country": "KOR", "declaring_customs": "0901"}, True),
        ({"reviewer": "nobody"}, False),
    ],
)
def test_certificates_are_found_by_what_the_manual_names(
    admin: FlaskClient, issued: list[int], query: dict[str, str], is_found: object
) -> None:
    html = admin.get("/certificate-query/", query_string=query).text
    assert (f'?certificate={issued[0]}"' in html) is is_found


@pytest.mark.function("5.9.2-a")
def test_the_query_begins_with_a_month_and_reset_clears_it(admin: FlaskClient) -> None:
    assert re.search(r'name="declared_from" value="\d{4}-\d\d-\d\d"', admin.get("/certificate-query/").text)
    answer = post(admin, "/certificate-query/query", form_on="/certificate-query/", data={"reset": "yes"})
    assert 'name="declared_from" value=""' in admin.get(answer.headers["Location"]).text


@pytest.mark.function("5.9.2-b")
def test_the_administrator_views_one_document(admin: FlaskClient, issued: list[int]) -> None:
    html = admin.get("/certificate-query/?producer=工厂1").text
    address = re.search(rf'href="([^"]*[?]certificate={issued[0]})"', html)
    assert address is not None
    assert admin.get(address.group(1)).status_code == 200
