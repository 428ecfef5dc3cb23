"""Statistics: the three screens of the manual and the further ones, with their numbers and downloads."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import insert

from app.domain.actor import SYSTEM
from app.domain.periods import Period
from app.domain.workflow import Action
from app.extensions import db
from app.models import Certificate, CustomsPrint, DailyTotal
from app.services.base import accounts
from app.services.base.transaction import transaction
from app.services.exchange import customs_prints
from app.services.exchange.customs_prints import Printed
from app.services.statistics import cloud_issuance, table, totals
from tests.conftest import NOW
from tests.factories.applications import draft, lead
from tests.factories.many_certificates import enterprise, fill
from tests.support.forms import post

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


@pytest.mark.function("5.9.1")
def test_issued_certificates_show_number_dates_and_prints_and_open(admin: FlaskClient, issued: list[int]) -> None:
    html = admin.get("/issued-certificates/?made_from=2026-11-23&made_to=2026-11-23&inspection_no=226000000000001").text
    assert ">NO1<" in html.replace("</bdi>", "<").replace('<bdi dir="ltr" class="num">', ">")
    assert "NO2" not in html
    assert f"/{issued[0]}" in html
    assert "NO1" not in admin.get("/issued-certificates/?received_from=2026-11-24").text
    assert "NO1" not in admin.get("/issued-certificates/?declaring_customs=0903").text


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
    assert (f"?certificate={issued[0]}" in html or f'/{issued[0]}"' in html) is is_found


@pytest.mark.function("5.9.2-a")
def test_the_query_begins_with_a_month_and_reset_clears_it(admin: FlaskClient) -> None:
    assert re.search(r'name="declared_from" value="\d{4}-\d\d-\d\d"', admin.get("/certificate-query/").text)
    answer = post(admin, "/certificate-query/query", form_on="/certificate-query/", data={"reset": "yes"})
    assert 'name="declared_from" value=""' in admin.get(answer.headers["Location"]).text


@pytest.mark.function("5.9.2-b")
def test_the_administrator_views_one_document(admin: FlaskClient, issued: list[int]) -> None:
    html = admin.get("/certificate-query/?producer=工厂1").text
    address = re.search(rf'href="([^"]*/{issued[0]})"', html)
    assert address is not None
    assert admin.get(address.group(1)).status_code == 200


def _workbook(*rows: tuple[Any, ...]) -> io.BytesIO:
    book = Workbook()
    book.active.append(("关区代码", "证单编号", "收单日期"))  # type: ignore[union-attr]
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    file = io.BytesIO()
    book.save(file)
    file.seek(0)
    return file


@pytest.mark.function("5.9.3")
def test_printing_records_are_imported_after_a_dry_run(app: Flask, admin: FlaskClient) -> None:
    form_on = "/customs-prints/import"
    file = _workbook(("0901", "EX-1", date(2026, 11, 2)), ("0908", "EX-2", "2026-11-03"))
    html = post(admin, form_on, form_on=form_on, data={"file": (file, "a.xlsx")}).text
    found = re.search(r'name="sha256" value="(\w+)"', html)
    assert found is not None
    with app.app_context():
        assert db.session.query(CustomsPrint).count() == 0
    post(admin, "/customs-prints/import/confirm", form_on=form_on, data={"sha256": found.group(1)})
    with app.app_context():
        assert db.session.query(CustomsPrint).count() == 2
        assert totals.verify() == []


@pytest.mark.function("5.9.3")
def test_a_file_with_wrong_cells_says_which_and_imports_nothing(app: Flask, admin: FlaskClient) -> None:
    form_on = "/customs-prints/import"
    file = _workbook(("9999", "EX-1", "yesterday"), ("0901", "", "2026-11-03"))
    html = post(admin, form_on, form_on=form_on, data={"file": (file, "a.xlsx")}).text
    assert "9999" in html
    assert "yesterday" in html
    assert post(admin, form_on, form_on=form_on, data={"file": (io.BytesIO(b"a;b\n1;2"), "a.csv")}).status_code == 422


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
