"""A number leads to its list everywhere: the list has exactly as many rows as the number says."""

from __future__ import annotations

import html
import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from app.domain.actor import SYSTEM
from app.domain.workflow import Action
from app.extensions import db
from app.models import Certificate
from app.services.base import accounts
from app.services.base.transaction import transaction
from app.services.exchange import customs_prints
from app.services.exchange.customs_prints import Printed
from app.services.statistics import table
from app.views.statistics.links import LINKS
from tests.conftest import NOW
from tests.factories.applications import draft, lead
from tests.factories.many_certificates import enterprise, fill

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

PERIOD = "from=2026-10-07&to=2026-12-02"
CELL = re.compile(r'<a href="([^"]+)">([\d,]+)</a>')
COUNT = re.compile(r'<small role="status">(\d+)')
#: what each kind of reason may be: several lines, brackets, blank
REASONS = ("  品名有误（示例）", "two\nlines [EXAMPLE]", "")


@pytest.fixture
def admin(app: Flask, login: Callable[[str], FlaskClient]) -> FlaskClient:
    with app.app_context():
        for _ in range(2):
            application = draft()
            for action in (Action.SUBMIT, Action.ACCEPT, Action.RETURN, Action.SUBMIT, Action.ACCEPT, Action.RETURN):
                lead(application.id, action)
        accounts.bind(SYSTEM)
        numbers = fill(24, organisation_id=enterprise())
        with transaction():
            for place, number in enumerate(numbers):
                _issue(db.session.get_one(Certificate, number), place)
        printed = [Printed(customs_code="0901", document_no=f"EX-{n}", receipt_date=NOW.date()) for n in range(3)]
        customs_prints.take(printed, now=NOW)
    return login("admin")


def _issue(row: Certificate, place: int) -> None:
    """Spread a certificate over offices, types, weeks, countries, products and reasons, past the workflow."""
    application, day = row.application, NOW - timedelta(days=7 * (place % 5))
    application.status, application.entry_mode = "issued", ("blank", "single")[place % 2]
    application.declaring_customs = ("0901", "0908", "0903")[place % 3]
    application.destination_country = ("KOR", "JPN", "")[place % 3]
    application.submitted_at, application.approved_at = day - timedelta(hours=30), day
    application.reissue_kind = ("change", "supplement")[place % 2] if place < len(REASONS) * 2 else None
    application.reissue_reason = REASONS[place % 3] if application.reissue_kind else ""
    row.goods_name = ("冻鱼片（示例）", "", 'WHEAT & "RYE" (EXAMPLE)')[place % 3]
    row.certificate_no, row.validity, row.issued_at = f"NO{place}", "valid", day
    row.receipt_date = row.making_date = day.date()
    if place % 8 == 7:
        application.deleted_at = NOW


def _numbers(client: FlaskClient, address: str) -> list[tuple[str, int]]:
    found = CELL.findall(client.get(address).text)
    return [(html.unescape(link), int(number.replace(",", ""))) for link, number in found]


@pytest.mark.function("5.9.3")
@pytest.mark.bar("P2")
def test_every_number_leads_to_exactly_its_rows(admin: FlaskClient) -> None:
    wrong, pages = [], [f"/cloud-issuance/?{PERIOD}", f"/cloud-issuance/?{PERIOD}&entry_mode=blank"]
    pages += [f"/statistics/?of={one.key}&{PERIOD}" for one in table.STATISTICS]
    for page in pages:
        numbers = _numbers(admin, page)
        assert numbers, page
        for link, number in numbers:
            count = COUNT.search(admin.get(link).text)
            if count is None or int(count.group(1)) != number:
                wrong.append((page, link, number, count and count.group(1)))
    assert wrong == []


def test_every_statistic_has_numbers_that_lead_somewhere() -> None:
    without = {one.key for one in table.STATISTICS} - {key for key, _column in LINKS}
    assert not without, f"Say in LINKS of app/views/statistics/links.py which list a number of {without} leads to"
    columns = {(one.key, key) for one in table.STATISTICS for key, kind in one.columns if kind == "number"}
    assert set(LINKS) <= columns
