"""Return and fix in the browser: a remark at a field, its suggestion with one click, declared again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.domain.workflow import Action, Status
from app.services.applications import applications
from app.services.review import reviews
from app.services.workflow import workflow
from tests.browser.test_wizard import log_in
from tests.factories import applications as factory
from tests.factories.applications import NOW, REVIEWER, act_as

if TYPE_CHECKING:
    from flask import Flask

pytestmark = pytest.mark.browser
SUGGESTED = "HANBADA SEAFOOD CO., LTD (EXAMPLE), BUSAN, KOREA"


@pytest.fixture
def came_back(app: Flask) -> tuple[int, int]:
    """Return application and document of a returned draft with a suggestion."""
    with app.app_context():
        made = factory.make(status=Status.UNDER_REVIEW)
        found = made.id, made.certificates[0].id
        reviewer = act_as(REVIEWER)
        reviews.add_remark(
            reviewer, found[1], path="values.consignee", opinion="Name the country", suggested_value=SUGGESTED
        )
        workflow.perform(reviewer, Action.RETURN, found[0], now=NOW, reason="See the field")
    return found


@pytest.mark.function("5.8.1-review")
def test_a_returned_document_is_mended_with_one_click_and_declared_again(
    app: Flask, page: Any, came_back: tuple[int, int]
) -> None:
    application_id, certificate_id = came_back
    log_in(page)
    page.goto("/notice-board/")
    page.locator("form[action*='/messages/'][action$='/open'] button").first.click()
    page.wait_for_url(f"**/certificates/{certificate_id}/edit")
    page.goto("/returned/")
    card = page.locator(f"#document-{certificate_id}")
    assert "See the field" in card.inner_text()
    card.locator("form button").click()
    page.wait_for_url("**/returned/**")
    assert page.locator(f"#document-{certificate_id} form").count() == 0
    page.locator(f"#document-{certificate_id} a.pri").click()
    assert page.input_value("#f-values-consignee") == SUGGESTED
    page.click("button[name=do][value=check]")
    page.wait_for_url("**/check")
    page.click(f"form[action$='/{application_id}/submit'] button.pri")
    page.wait_for_url(f"**/applications/{application_id}")
    with app.app_context():
        act_as("haian.clerk")
        assert applications.find(application_id).status == Status.SUBMITTED
