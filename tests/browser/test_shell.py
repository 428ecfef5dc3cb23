"""The frame in a browser: search by keyboard, menus, questions before destruction, one record per double click."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.services.demo import demo

if TYPE_CHECKING:
    from flask import Flask

#: A form as our pages have them, posted into a frame so that the page stays.
FORM = """
const form = document.createElement("form");
form.method = "post"; form.action = "/appearance"; form.target = "answer"; form.id = "trial";
form.innerHTML = `<button name="verb" value="delete" CONFIRM>Delete</button>`;
const frame = document.createElement("iframe"); frame.name = "answer"; frame.title = "answer";
document.querySelector("main").append(form, frame);
"""


@pytest.fixture
def home(page: Any) -> Any:
    """Give the home page of a clerk."""
    page.goto("/login/")
    page.fill("#username", "haian.clerk")
    page.fill("#password", demo.password())
    page.click("form.ways button")
    page.wait_for_selector("#find")
    page.wait_for_load_state("load")
    return page


def trial(page: Any, question: str = "") -> list[str]:
    """Put a form onto the page and return the list of what it sends."""
    sent: list[str] = []
    page.route("**/appearance", lambda route: (sent.append(route.request.post_data), route.fulfill(body="done")))
    page.evaluate(FORM.replace("CONFIRM", f'data-confirm="{question}"' if question else ""))
    return sent


@pytest.mark.bar("U2")
def test_control_k_leads_to_the_search_box(home: Any) -> None:
    home.keyboard.press("Control+k")
    assert home.evaluate("document.activeElement.id") == "find"


@pytest.mark.bar("U2")
def test_the_first_tab_stop_skips_to_the_content(home: Any) -> None:
    home.keyboard.press("Tab")
    home.keyboard.press("Enter")
    home.wait_for_function("document.activeElement.id === 'main'")


@pytest.mark.bar("U2")
def test_a_menu_opens_and_closes_by_keyboard_and_gives_the_focus_back(home: Any) -> None:
    summary = home.locator("details.user > summary")
    summary.focus()
    home.keyboard.press("Enter")
    assert home.locator("details.user").get_attribute("open") is not None
    home.keyboard.press("Tab")
    home.keyboard.press("Escape")
    assert home.locator("details.user").get_attribute("open") is None
    assert home.evaluate("document.activeElement.tagName") == "SUMMARY"


@pytest.mark.bar("U9")
def test_a_double_click_sends_a_form_once(home: Any) -> None:
    sent = trial(home)
    home.evaluate("const b = document.querySelector('#trial button'); b.click(); b.click();")
    home.wait_for_timeout(300)
    assert sent == ["verb=delete"]
    assert home.locator("#trial button").is_disabled()


@pytest.mark.bar("U9")
def test_destruction_asks_first_naming_the_object(home: Any) -> None:
    sent = trial(home, question="Delete draft 226000004178399?")
    home.click("#trial button")
    assert home.locator("#ask-text").inner_text() == "Delete draft 226000004178399?"
    home.keyboard.press("Escape")
    home.wait_for_timeout(100)
    assert sent == []
    assert home.evaluate("document.activeElement.textContent") == "Delete"
    home.click("#trial button")
    home.click("#ask [data-yes]")
    home.wait_for_timeout(300)
    assert sent == ["verb=delete"]


@pytest.mark.bar("U3")
def test_the_menu_opens_on_a_narrow_screen_without_scripts(app: Flask, browser: Any, live_server: str) -> None:
    context = browser.new_context(
        base_url=live_server, java_script_enabled=False, viewport={"width": 320, "height": 640}
    )
    page = context.new_page()
    page.goto("/login/")
    page.fill("#username", "haian.clerk")
    page.fill("#password", demo.password())
    page.click("form.ways button")
    assert not page.locator("#menu").is_visible()
    page.click("a.burger")
    assert page.locator("#menu").is_visible()
    page.click("#menu .shut")
    assert not page.locator("#menu").is_visible()
    context.close()


def test_the_theme_of_the_system_follows_the_system(page: Any, live_server: str) -> None:
    page.context.add_cookies([{"name": "theme", "value": "system", "url": live_server}])
    page.goto("/login/")
    colours = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        colours.append(page.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert len(set(colours)) == 2
