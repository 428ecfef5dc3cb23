"""To an issued certificate: the sample of manual 5.3.1, typed by a clerk, approved and issued by customs."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader

from app.extensions import db
from app.models import Certificate, PrintRecord
from tests.browser.test_wizard import log_in, settled

if TYPE_CHECKING:
    from flask import Flask

pytestmark = pytest.mark.browser

NUMBER = "226000001345678"
VALUES = {
    "consignor": "韩国",
    "consignee": "美国",
    "marks_and_numbers": "1345678",
    "place_of_despatch": "大连",
    "country_and_place_of_destination": "阿塞拜疆",
    "means_of_conveyance": "飞机",
    "date_of_despatch": "2021-03-01",
}
GOODS = {
    "goods_name_zh": "鱼", "weight": "30", "weight_unit": "kg", "origin_place": "大连", "package_count": "30",
    "package_type": "密封", "manufacturer_name": "韩国 大连 00008",
}  # fmt: skip
CONTAINER = {"container_no": "0009", "seal_no": "2220"}
CUSTOMS = {"place_of_issue": "大连", "date_of_issue": "2021-03-09", "official_veterinarian": "兽医"}
ON_PAPER = (
    "鱼", "~ 30 kg", "大连", "1345678", "~ 30 密封", "0009", "2220", "阿塞拜疆", "飞机", "1 Mar. 2021", "9 Mar. 2021",
    "兹证明上述产品来自安全非疫区的健康动物", "*****",
)  # fmt: skip


def squeezed(text: str) -> str:
    """Return a text without blanks, which every PDF reader sets in its own way."""
    return "".join(text.split())


def fill_row(page: Any, group: str, cells: dict[str, str]) -> None:
    """Type one row into a grid, cell by cell, as the keyboard walks through it."""
    page.click(f"#s-{group} [data-grid-buttons] button:nth-of-type(3)")
    for key, text in cells.items():
        cell = f"#s-{group} .tabulator-row .tabulator-cell[tabulator-field={key}]"
        page.locator(cell).click()
        page.fill(f"{cell} input", text)
        page.press(f"{cell} input", "Enter")


def fill_in(page: Any) -> None:
    page.goto("/certificates/veterinary_health/new")
    page.fill("[name='header.inspection_no']", NUMBER)
    page.select_option("[name='header.declaring_customs']", "0901")
    page.select_option("[name='header.destination_country']", "AZE")
    page.check("[name=format_code][value='c3-1']")
    page.click("button[value=start]")
    page.wait_for_selector("#s-goods_lines .rowgrid")
    for key, text in VALUES.items():
        page.fill(f"[name='values.{key}']", text)
    fill_row(page, "goods_lines", GOODS)
    fill_row(page, "containers", CONTAINER)
    page.click(".clauses summary")
    page.click("[data-clause]")
    settled(page)


def review(page: Any, application_id: int) -> None:
    """Accept, fill in customs' own fields, approve and issue at the reviewer's desk."""
    page.goto(f"/review/{application_id}")
    page.click("#verb-accept")
    for key, text in CUSTOMS.items():
        page.fill(f"[name='customs.values.{key}'], [name='customs.{key}']", text)
    for verb in ("approve", "issue"):
        page.click(f"#verb-{verb}")
        if page.locator("dialog[open] [data-yes]").count():
            page.click("dialog[open] [data-yes]")
        page.wait_for_load_state()


@pytest.mark.function("5.3-new")
@pytest.mark.function("5.3-declare")
@pytest.mark.function("5.8.1-review")
@pytest.mark.function("5.8.1-print")
def test_the_manual_s_sample_goes_from_draft_to_issued_pdf(app: Flask, page: Any) -> None:
    log_in(page)
    fill_in(page)
    certificate_id = int(page.url.split("/")[-2])
    assert page.locator("#s-containers [data-row-errors] li.warning").count() == 1
    page.click(".foot button[value=check]")
    page.click("form[action$='/submit'] .btn.pri")
    page.wait_for_url("**/applications/*")
    with app.app_context():
        row = db.session.get(Certificate, certificate_id)
        assert row is not None
        assert row.status == "submitted"
        application_id = row.application_id
    desk = page.context.browser.new_context(base_url=page.url.split("/applications")[0], locale="zh-CN").new_page()
    log_in(desk, "customs.0901")
    review(desk, application_id)
    desk.context.close()
    page.goto(f"/applications/{application_id}")
    issued = page.context.request.get(f"/applications/{application_id}/issued/{certificate_id}/original").body()
    text = squeezed("".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(issued)).pages))
    for words in (*ON_PAPER, f"{NUMBER}001"):
        assert squeezed(words) in text, words
    assert "预览" not in text
    page.select_option("[name=copy_kind]", "original")
    with page.context.expect_event("response", lambda r: r.url.endswith("/print")) as printed:
        page.click("form[action$='/print'] .btn.pri")
    assert printed.value.status == 200
    with app.app_context():
        assert [r.copy_kind for r in db.session.scalars(db.select(PrintRecord))] == ["original"]
