"""A query is put together without writing the statement, and tried on the page."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.support.chromium import complaints, enter


def test_a_query_is_written_by_its_form_and_tried(page: Any) -> None:
    enter(page, "admin")
    heard = complaints(page)
    page.goto("/queries/new")
    page.click("[data-add-condition]")
    assert page.locator("[data-conditions] .line").count() == 1
    page.select_option("[data-conditions] [data-name=comparison]", "filled")
    assert page.locator("[data-conditions] [data-name=value]").is_hidden()
    page.click("[data-conditions] [data-remove]")
    page.locator("[data-totals]").evaluate("part => { part.closest('details').open = true; }")
    page.click("[data-add-total]")
    page.select_option("[data-totals] [data-name=total]", "count")
    assert page.locator("[data-totals] [data-name=total_column]").is_hidden()
    assert "row_count" in page.locator("[data-order] option").evaluate_all("all => all.map((one) => one.value)")
    page.click("[data-write-statement]")
    expect(page.locator("textarea[name=statement]")).not_to_have_value("")
    assert "count" in page.input_value("textarea[name=statement]").lower()
    page.click("[data-try-statement]")
    expect(page.locator("[data-result]")).not_to_be_empty()
    expect(page.locator("[data-result]")).not_to_have_attribute("aria-busy", "true")
    assert heard == []
