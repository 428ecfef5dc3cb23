"""Scans in the browser: several files, dropped ones too, each with its progress and its result; the viewer."""

from __future__ import annotations

from typing import Any

import pytest

from app.services.demo import demo
from tests.factories import files

DROP = """([name, text]) => {
  const data = new DataTransfer();
  data.items.add(new File([text], name, {type: "application/pdf"}));
  document.querySelector("[data-scans]").dispatchEvent(
    new DragEvent("drop", {dataTransfer: data, bubbles: true, cancelable: true}));
}"""


def _enter(page: Any) -> None:
    page.goto("/login/")
    page.fill("#username", "haian.clerk")
    page.fill("#password", demo.password())
    page.click("form.ways button")
    page.wait_for_load_state()


@pytest.mark.browser
@pytest.mark.function("5.5-add")
def test_chosen_and_dropped_files_are_sent_one_by_one_each_with_its_result(page: Any) -> None:
    _enter(page)
    page.goto("/scans/new")
    chosen = [
        {"name": "PAPER-2019-0001.pdf", "mimeType": "application/pdf", "buffer": files.pdf(2)},
        {"name": "photo.jpg", "mimeType": "image/jpeg", "buffer": files.turned_photo()},
    ]
    page.set_input_files("#files", chosen)
    page.evaluate(DROP, ["dropped.pdf", "no scan"])
    rows = page.locator(".uploads li")
    assert rows.count() == 3
    assert rows.nth(0).locator("input").input_value() == "PAPER-2019-0001"
    rows.nth(1).locator("input").fill("paper-2019-0002")
    rows.nth(2).locator("input").fill("paper-2019-0003")
    page.click(".foot button.pri")
    page.wait_for_selector(".sum:not([hidden])")
    assert [rows.nth(number).get_attribute("class") for number in range(3)] == ["ok", "ok", "bad"]
    page.click(".uploads li.ok a")
    page.wait_for_load_state()
    assert page.locator(".scan-frame iframe").count() == 1
    assert page.locator("h1").inner_text() == "PAPER-2019-0001"
