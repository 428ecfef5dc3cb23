"""A reissue from the issued document to the issued new one, and a template kept and used on the way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.domain.workflow import Action, Status
from app.services.certificates import certificates
from app.services.demo import demo
from tests.factories import applications as factory
from tests.support.desk import make, within

if TYPE_CHECKING:
    from flask import Flask

pytestmark = pytest.mark.browser
NAME, ADDED = "韩国鱼片（示例）", "补充说明（示例）"


def _log_in(page: Any) -> None:
    page.goto("/login/")
    page.fill("#username", factory.CLERK)
    page.fill("#password", demo.password())
    page.press("#password", "Enter")
    page.wait_for_url(lambda address: "/login" not in address)


def _issue(certificate_id: int) -> str:
    """Let customs review and issue the declared draft; return the number that it got."""
    application_id = certificates.load(certificate_id).application_id
    for action in (Action.ACCEPT, Action.APPROVE, Action.ISSUE):
        factory.lead(application_id, action)
    return str(certificates.load(certificate_id).certificate_no)


def _declare_a_supplement(page: Any, old: int) -> int:
    """Go through the guided form, add a remark, declare; return the new document."""
    page.click(f"main a[href='/reissues/{old}/new'], .head a[href='/reissues/{old}/new']")
    assert page.is_checked("input[name=kind][value=supplement]")
    page.fill("#reason", "补充检测项目（示例）。")
    page.select_option("#original_place", "with_consignee")
    page.dblclick("form.card .foot button")
    page.wait_for_url(lambda address: address.endswith("/edit"))
    assert page.locator("[name='values.consignee'], [name='header.inspection_no']").count() == 0
    page.fill("[name='values.remark']", ADDED)
    with page.expect_navigation():
        page.click("#wizard .foot button[value=check]")
    with page.expect_navigation():
        page.click("form[action$='/submit'] button.pri")
    return int(page.locator("a[href$='/differences']").first.get_attribute("href").split("/")[-2])


@pytest.mark.function("5.8.1-reissue")
def test_a_supplement_is_declared_and_issued_and_the_old_document_says_so(app: Flask, page: Any) -> None:
    made = make(app, status=Status.ISSUED)
    old = made.certificate_id
    _log_in(page)
    page.goto(f"/applications/{made.id}")
    new = _declare_a_supplement(page, old)
    number = within(app, lambda: _issue(new))
    page.goto(f"/reissues/{new}/differences")
    assert ADDED in page.inner_text("main ins")
    page.goto(f"/applications/{made.id}")
    assert number in page.inner_text("#chain")
    assert page.locator("#chain .chip").count() >= 4
    page.click(f"#chain a[href$='?certificate={new}']")
    page.wait_for_url(lambda address: address.endswith(f"?certificate={new}"))


@pytest.mark.function("5.8.1-totemplate")
@pytest.mark.function("5.8.1-template")
@pytest.mark.function("5.8.2")
def test_a_template_is_kept_used_and_deleted(app: Flask, page: Any) -> None:
    made = make(app, status=Status.ISSUED)
    _log_in(page)
    page.goto(f"/applications/{made.id}")
    page.click("details.keep-template > summary")
    page.fill("#template-name", NAME)
    with page.expect_navigation():
        page.dblclick("details.keep-template button")
    page.goto("/templates/")
    assert page.locator("tbody tr").count() == 1
    with page.expect_navigation():
        page.click("form[action$='/use'] button")
    page.wait_for_url(lambda address: address.endswith("/edit"))
    assert page.input_value("[name='values.consignee']").startswith("HANBADA")
    page.goto("/templates/")
    page.check("tbody input[name=rows]")
    page.click("button[name=action][value=delete]")
    with page.expect_navigation():
        page.click("#ask [data-yes]")
    assert page.locator("tbody tr").count() == 0
