"""Hold 暂缓: the reviewer gives his reason in its own form; the enterprise finds it on its page and in its bell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.domain.workflow import Status
from tests.factories import applications as factory
from tests.support import chromium
from tests.support.desk import make, read

if TYPE_CHECKING:
    from flask import Flask
    from playwright.sync_api import Browser

pytestmark = [pytest.mark.browser, pytest.mark.function("5.8.1-review")]
REASON = "等待实验室结果（示例）。"


def test_papers_are_put_on_hold_and_the_enterprise_reads_why(app: Flask, page: Any, browser: Browser) -> None:
    made = make(app, status=Status.UNDER_REVIEW)
    heard = chromium.complaints(page)
    chromium.enter(page, factory.REVIEWER)
    page.goto(f"/review/{made.id}")
    page.click("#verb-hold")
    with page.expect_navigation():
        page.click("details[open] button[formaction$='/hold']")
    assert page.locator("#reason-hold").get_attribute("aria-invalid") == "true"
    page.fill("#reason-hold", REASON)
    with page.expect_navigation():
        page.click("details[open] button[formaction$='/hold']")
    assert read(app, made.id).status == Status.ON_HOLD
    assert page.locator(".desk-state .chip.warn").inner_text() == "暂缓中"
    page.goto("/review/?status=on_hold")
    context = browser.new_context(base_url=page.url.split("/review")[0], locale="zh-CN")
    clerk = context.new_page()
    chromium.enter(clerk, factory.CLERK)
    clerk.goto(f"/applications/{made.id}")
    assert REASON in clerk.locator(".next").first.inner_text()
    clerk.goto("/notice-board/")
    assert "已被海关暂缓。" in clerk.locator("main").inner_text()
    context.close()
    page.goto(f"/review/{made.id}")
    with page.expect_navigation():
        page.click("#verb-resume")
    assert read(app, made.id).status == Status.UNDER_REVIEW
    assert [one for one in heard if "400" not in one] == []
