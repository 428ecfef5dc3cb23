"""A page of the live server in which tests of a module import it and run it: one a file, no database of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.chromium import in_module
from tests.support.live import served

if TYPE_CHECKING:
    from flask import Flask

Run = Callable[..., Any]
EMPTY = """() => {
  document.body.querySelectorAll(":scope > :not(script)").forEach((part) => part.remove());
  localStorage.clear();
}"""


@pytest.fixture(scope="module")
def empty_page(browser: Any, _worker_app: Flask) -> Iterator[Any]:
    """Give a page of ours with its policy and its scripts, and nothing on it."""
    with served(_worker_app) as address:
        context = browser.new_context(base_url=address)
        page = context.new_page()
        page.goto("/login/")
        yield page
        context.close()


@pytest.fixture
def run(empty_page: Any) -> Run:
    """Give a function that runs JavaScript with a module."""
    empty_page.evaluate(EMPTY)

    def _run(name: str, script: str, given: Any = None) -> Any:
        return in_module(empty_page, name, script, given)

    return _run
