"""Cloud issuance on its screen: the sample of the manual, its periods, its workbook and its numbers."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import TYPE_CHECKING

import pytest
from openpyxl import load_workbook
from sqlalchemy import insert

from app.domain.actor import SYSTEM
from app.domain.periods import Period
from app.extensions import db
from app.models import DailyTotal
from app.services.base import accounts
from app.services.base.transaction import transaction
from app.services.exchange import customs_prints
from app.services.exchange.customs_prints import Printed
from app.services.statistics import cloud_issuance
from tests.conftest import NOW

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

#: the manual's sample of 5.9.3: office → printed by customs, issued by cloud, approved in the period
SAMPLE = {
    "0903": (17590, 16825, 5047),
    "0915": (10636, 10427, 7432),
    "0960": (10496, 6342, 1),
    "0901": (6980, 8743, 6496),
    "0908": (5751, 5864, 5621),
    "0911": (5603, 6000, 5676),
    "0980": (2497, 2540, 3283),
    "0930": (2262, 1947, 1933),
    "0917": (1800, 2968, 906),
    "0950": (1315, 1311, 1387),
}


MEASURES = ("printed", "cloud", "approved")


PERIOD = Period(date(2020, 11, 1), date(2021, 9, 30))


ADDRESS = "/cloud-issuance/?from=2020-11-01&to=2021-09-30"


@pytest.fixture
def admin(login: Callable[[str], FlaskClient]) -> FlaskClient:
    return login("admin")


def fill_sample() -> None:
    """Write the manual's sample into the running totals, spread over two days and two entry modes."""
    rows = []
    for office, counts in SAMPLE.items():
        for measure, count in zip(MEASURES, counts, strict=True):
            for day, mode, amount in (
                (date(2020, 11, 1), "single", count // 3),
                (date(2021, 9, 30), "blank", count - count // 3),
            ):
                rows.append(
                    {
                        "measure": measure,
                        "day": day,
                        "customs_code": office,
                        "entry_mode": "" if measure == "printed" else mode,
                        "amount": amount,
                    }
                )
    rows.append({**rows[0], "day": date(2021, 10, 1), "amount": 9})
    with transaction():
        db.session.connection().execute(insert(DailyTotal.__table__), rows)


@pytest.mark.function("5.9.3")
@pytest.mark.bar("P2")
def test_cloud_issuance_shows_the_sample_of_the_manual(app: Flask, admin: FlaskClient) -> None:
    with app.app_context():
        fill_sample()
    html = admin.get(ADDRESS).text
    body = re.search(r"<tbody>(.*?)</tbody>", html, re.DOTALL)
    assert body is not None
    rows = re.findall(r"<tr data-name.*?</tr>", body.group(1), re.DOTALL)
    shown = {
        str(re.search(r">(\d{4})<", row).group(1)): tuple(int(n) for n in re.findall(r'data-now="(\d+)"', row))  # type: ignore[union-attr]
        for row in rows
    }
    assert shown == SAMPLE
    assert list(shown) == list(SAMPLE)


@pytest.mark.function("5.9.3")
def test_the_entry_mode_leaves_what_customs_printed_whole(context: Flask) -> None:
    fill_sample()
    found = {one.customs_code: one.now for one in cloud_issuance.report(PERIOD, entry_mode="single").offices}
    assert found["0901"] == {"printed": 6980, "cloud": 8743 // 3, "approved": 6496 // 3}


@pytest.mark.function("5.9.3")
def test_the_period_before_has_as_many_days(context: Flask) -> None:
    fill_sample()
    period = Period(date(2021, 10, 1), date(2021, 10, 2))
    found = cloud_issuance.report(period, comparison="previous")
    assert found.compared == Period(date(2021, 9, 29), date(2021, 9, 30))
    office = next(one for one in found.offices if one.customs_code == "0903")
    assert (office.now["printed"], office.before["printed"]) == (9, 17590 - 17590 // 3)


@pytest.mark.function("5.9.3")
def test_cloud_issuance_is_downloaded_as_a_workbook(app: Flask, admin: FlaskClient) -> None:
    with app.app_context():
        fill_sample()
    answer = admin.get(ADDRESS.replace("/?", "/export/xlsx?") + "&compare=none")
    cells = [row for row in load_workbook(io.BytesIO(answer.data)).active.iter_rows(values_only=True)]  # type: ignore[union-attr]  # noqa: C416
    assert any(row[0] == "0980" and tuple(map(int, row[2:5])) == SAMPLE["0980"] for row in cells)  # type: ignore[arg-type]
    assert any(tuple(row[2:5]) == (64930, 62967, 37782) for row in cells)


@pytest.mark.function("5.9.3")
def test_a_number_opens_the_list_that_it_counts(app: Flask, admin: FlaskClient) -> None:
    with app.app_context():
        accounts.bind(SYSTEM)
        customs_prints.take([Printed(customs_code="0901", document_no="EX-1", receipt_date=date(2021, 1, 5))], now=NOW)
    html = admin.get(ADDRESS).text
    address = re.search(r'data-now="1" data-before="0"><a href="([^"]+)"', html)
    assert address is not None
    assert "EX-1" in admin.get(address.group(1).replace("&amp;", "&")).text
