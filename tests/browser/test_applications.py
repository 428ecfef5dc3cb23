"""Applications in a browser: three ways to apply, their actions counted; shared goods; five documents in one PDF."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

import pikepdf
import pytest
from sqlalchemy import func

from app.extensions import db
from app.models import Application, Certificate, PrintRecord
from app.services.applications import templates
from tests.browser.test_wizard import log_in, saved
from tests.factories import applications as factory

if TYPE_CHECKING:
    from flask import Flask

pytestmark = pytest.mark.browser


class Counted:
    """A page whose actions – clicks, entries typed, keys pressed – are counted."""

    def __init__(self, page: Any) -> None:
        self.page, self.actions = page, 0

    def click(self, selector: str) -> None:
        self.actions += 1
        self.page.locator(selector).first.click()
        self.page.wait_for_load_state()

    def fill(self, selector: str, text: str) -> None:
        self.actions += 1
        self.page.fill(selector, text)

    def press(self, selector: str, key: str) -> None:
        self.actions += 1
        self.page.press(selector, key)
        self.page.wait_for_load_state()


def newest(app: Flask) -> tuple[str, str, int]:
    """Return entry mode, status and number of documents of the newest application."""
    with app.app_context():
        row = db.session.scalars(db.select(Application).order_by(Application.id.desc())).first()
        assert row is not None
        return row.entry_mode, row.status, len(row.certificates)


@pytest.mark.bar("U6")
@pytest.mark.function("5.8.1-similar")
@pytest.mark.function("5.8.1-template")
@pytest.mark.function("5.8.1-blank")
def test_each_way_to_apply_takes_few_actions(app: Flask, page: Any) -> None:
    with app.app_context():
        earlier = factory.make(documents=2)
        number = earlier.inspection_no
        templates.keep(factory.act_as(factory.CLERK), earlier.id, name="冻鱼韩国（示例）", now=factory.NOW)
    log_in(page)

    copying = Counted(page)
    page.goto("/applications/")
    copying.click("td.acts-row .drop summary")
    copying.click("form[action$='/copy'] button")
    copying.fill("[name='header.inspection_no']", "226000009998871")
    copying.click(".foot button[value=save]")
    assert copying.actions <= 6
    assert newest(app) == ("similar", "draft", 2)

    templated = Counted(page)
    page.goto("/applications/")
    templated.click(".head a.btn.pri")
    templated.click(".tabs a[href*='template']")
    templated.fill("#name", "冻鱼")
    templated.press("#name", "Enter")
    templated.click("form[action$='/use'] button")
    templated.fill("[name='header.inspection_no']", "226000009998872")
    templated.click(".foot button[value=save]")
    assert templated.actions <= 8
    assert newest(app) == ("template", "draft", 2)

    page.goto(f"/applications/new?way=similar&number={number}")
    page.fill("[name=inspection_no] >> nth=0", "226000009998873")
    page.click(".earlier .btn.pri")
    page.wait_for_url("**/edit")
    assert newest(app) == ("similar", "draft", 2)

    page.goto("/applications/new")
    page.select_option("#scheme", "sanitary")
    assert page.locator("[name=documents]:visible").count() == 2
    page.fill("#code", "c2-2")
    page.press("#code", "Enter")
    page.click("form[action$='/new'] .btn.pri")
    page.wait_for_url("**/edit")
    assert newest(app) == ("blank", "draft", 1)


@pytest.mark.function("5.8.1-goods")
@pytest.mark.function("5.8.1-add")
def test_goods_typed_in_one_document_stand_in_the_next_one(app: Flask, page: Any) -> None:
    with app.app_context():
        application = factory.make(documents=2)
        number, first, second = application.id, *(d.id for d in application.certificates)
    log_in(page)
    page.goto(f"/applications/{number}")
    page.click(".sharing button")
    page.click("dialog[open] .btn.pri, dialog[open] .btn.danger")
    page.wait_for_selector(".sharing [name=shares][value=no]", state="attached")
    page.goto(f"/certificates/{first}/edit")
    page.wait_for_selector("#s-goods_lines .tabulator-row")
    page.click("#s-goods_lines .tabulator-row .tabulator-cell[tabulator-field=goods_name_en]")
    page.wait_for_selector("#s-goods_lines .tabulator-editing input")
    page.keyboard.press("Control+a")
    page.keyboard.type("SHARED SQUID")
    saved(page, lambda: page.keyboard.press("Tab"))
    saved(page, lambda: page.fill("[name='values.consignor']", "TYPED"))
    assert page.inner_text("[data-path='values.consignor'] [data-source]") in {"手录", "Typed"}
    page.fill("[name='values.consignor']", "TYPED OVER")
    page.click(f".doctabs button[value='go:{second}']")
    page.wait_for_selector("#s-goods_lines >> text=SHARED SQUID")
    with app.app_context():
        rows = {d.id: d for d in db.session.scalars(db.select(Certificate)) if d.application_id == number}
        assert rows[second].rows["goods_lines"][0]["goods_name_en"] == "SHARED SQUID"
        assert rows[first].values["consignor"] == "TYPED OVER"


@pytest.mark.function("5.8.1-print")
def test_five_documents_are_printed_in_one_pdf_and_counted(app: Flask, page: Any) -> None:
    with app.app_context():
        number = factory.make(status="issued", documents=5).id
    log_in(page)
    page.goto(f"/applications/{number}#prints")
    assert page.locator("#prints [name=documents]:checked").count() == 5
    with page.context.expect_event("response", lambda r: r.url.endswith("/print")) as printed:
        page.dblclick("#prints .btn.pri")
    assert printed.value.headers["content-type"] == "application/pdf"
    with page.expect_navigation():
        page.evaluate("window.dispatchEvent(new Event('focus'))")  # who comes back from the PDF's tab
    assert page.locator("#prints tbody tr").count() == 5
    with app.app_context():
        assert db.session.scalar(db.select(func.count(PrintRecord.id))) == 5
    answer = page.request.get(f"/applications/{number}/pdf")
    assert len(pikepdf.open(io.BytesIO(answer.body())).pages) == 5
