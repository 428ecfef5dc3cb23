"""Headless Chromium of the distribution, driven by Playwright."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

from app.services.demo import demo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
    # Nothing outside is reached. Not by a route of Playwright's: one switches the browser's cache off, and every page
    # would fetch every script and style anew.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]  # fmt: skip


def start() -> Iterator[Browser]:
    """Give a browser; it ends with the test run."""
    from playwright.sync_api import sync_playwright

    program = shutil.which("chromium") or shutil.which("chromium-browser")
    assert program, "Chromium is missing: run the tests by `make test`, which installs it"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


def enter(page: Any, username: str) -> None:
    """Log a demo user in by the form."""
    page.goto("/login/")
    page.fill("#username", username)
    page.fill("#password", demo.password())
    page.click("form.ways button")
    page.wait_for_load_state()


def complaints(page: Any) -> list[str]:
    """Listen from now on to what the browser finds wrong: uncaught errors, refusals of the policy, missing files."""
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(f"{page.url}: {error}"))
    page.on("console", lambda told: heard.append(f"{page.url}: {told.text}") if told.type == "error" else None)
    return heard


def in_module(page: Any, name: str, script: str, given: Any = None) -> Any:
    """Run a JavaScript function with one of our modules, the very one that the page uses, and what is given."""
    address = page.evaluate("() => document.querySelector('script[src*=\"/frame/shell.js\"]').src")
    return page.evaluate(
        f"async ([address, given]) => ({script})(await import(address), given)",
        [address.replace("frame/shell.js", name), given],
    )
