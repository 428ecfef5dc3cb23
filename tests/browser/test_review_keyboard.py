"""The reviewer's way with the keyboard alone: accept, note an opinion, return, approve, issue."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.domain.workflow import Action, Status
from app.services.demo import demo
from tests.factories import applications as factory
from tests.support.desk import make, read, within

if TYPE_CHECKING:
    from flask import Flask

MOST_TABS = 300
pytestmark = pytest.mark.browser


def walk_to(page: Any, selector: str) -> None:
    """Press Tab until the focus stands on an element, and see that the focus shows."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", f"no focus is seen on {selector}"
            return
    raise AssertionError(f"{selector} cannot be reached by Tab")


def press(page: Any, selector: str) -> None:
    """Walk to a button and press it; the answer is a new page."""
    walk_to(page, selector)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def log_in(page: Any) -> None:
    """Log in as the reviewer, with the keyboard as well."""
    page.goto("/login/")
    walk_to(page, "#username")
    page.keyboard.type(factory.REVIEWER)
    walk_to(page, "#password")
    page.keyboard.type(demo.password())
    page.keyboard.press("Enter")
    page.wait_for_url(lambda address: "/login" not in address)


@pytest.mark.bar("U2")
@pytest.mark.function("5.8.1-review")
def test_a_review_is_done_with_the_keyboard_alone(app: Flask, page: Any) -> None:
    made = make(app, status=Status.SUBMITTED)
    log_in(page)
    page.goto(f"/review/{made.id}")
    press(page, "#verb-accept")
    assert read(app, made.id).status == Status.UNDER_REVIEW

    walk_to(page, "#box-marks_and_numbers summary")
    page.keyboard.press("Enter")
    page.wait_for_selector("#opinion-marks_and_numbers:focus")
    page.keyboard.type("请补充唛头。")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.locator(".cmp .remark", has_text="请补充唛头。").count() == 1

    walk_to(page, "#opinion")
    page.keyboard.type("请按意见更正。")
    press(page, "#verb-return")
    assert read(app, made.id).status == Status.RETURNED

    within(app, lambda: factory.lead(made.id, Action.SUBMIT))
    page.goto(f"/review/{made.id}")
    press(page, "#verb-accept")
    walk_to(page, "[name='customs.official_veterinarian']")
    page.keyboard.type("王示例")
    press(page, "#verb-approve")
    assert read(app, made.id).status == Status.APPROVED
    press(page, "#verb-issue")
    found = read(app, made.id)
    assert (found.status, found.values["official_veterinarian"]) == (Status.ISSUED, "王示例")
    assert found.values["place_of_issue"] == "大连 DALIAN"


def test_only_what_differs_is_shown_and_the_verb_that_is_not_allowed_says_why(app: Flask, page: Any) -> None:
    made = make(app, status=Status.SUBMITTED)
    log_in(page)
    page.goto(f"/review/{made.id}")
    assert page.locator("#box-consignor").is_visible()
    page.click("a[data-only=on]")
    assert not page.locator("#box-consignor").is_visible()
    issue = page.locator("#verb-issue")
    assert issue.get_attribute("aria-disabled") == "true"
    assert page.locator(f"#{issue.get_attribute('aria-describedby')}").inner_text().strip()
