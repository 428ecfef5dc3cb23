"""The chart of cloud issuance in the browser: drawn from the page's table in both themes, saved as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.services.demo import demo
from tests.views.statistics.test_cloud_issuance import fill_sample

if TYPE_CHECKING:
    from flask import Flask

CHART = "/cloud-issuance/?from=2020-11-01&to=2021-09-30&show=chart"
PIXEL = """() => {
  const canvas = document.querySelector("#chart canvas");
  return Array.from(canvas.getContext("2d").getImageData(2, 2, 1, 1).data).slice(0, 3);
}"""
CHOOSE_DARK = """async () => {
  const form = new URLSearchParams({theme: "dark", csrf_token: document.querySelector("[name=csrf_token]").value});
  await fetch("/appearance", {method: "POST", body: form});
}"""


@pytest.mark.browser
@pytest.mark.function("5.9.3")
def test_the_chart_follows_the_theme_and_is_saved_as_a_picture(app: Flask, page: Any) -> None:
    with app.app_context():
        fill_sample()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto("/login/")
    page.fill("#username", "admin")
    page.fill("#password", demo.password())
    page.click("form.ways button")
    page.wait_for_load_state()
    page.goto(CHART)
    page.wait_for_selector("#chart canvas")
    assert "64" in page.inner_text("figcaption")
    light = page.evaluate(PIXEL)
    page.evaluate(CHOOSE_DARK)
    page.reload()
    page.wait_for_selector("#chart canvas")
    assert page.evaluate(PIXEL) != light
    with page.expect_download() as saved:
        page.click("#save-picture")
    assert saved.value.suggested_filename.endswith(".png")
    page.click("figure summary")
    assert page.is_visible("#counts")
    page.goto(CHART.replace("chart", "table"))
    assert page.inner_text("tfoot").count("64") > 0
    assert wrong == []
