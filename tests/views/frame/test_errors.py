"""Errors as people meet them: a page or JSON, never a stack trace, and what was typed is not lost with the session."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from app.views.home.search import SearchView

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

pytestmark = pytest.mark.one_database(reason="words and shape of pages; nothing is read")
OWN = {"Origin": "http://localhost"}


def test_a_script_is_told_in_json_and_a_browser_by_a_page(login: Callable[[str], FlaskClient]) -> None:
    client = login("haian.clerk")
    told = client.get("/notices/", headers={"Accept": "application/json"})
    assert (told.status_code, told.get_json()["error"]["code"]) == (403, "forbidden")
    assert told.get_json()["error"]["id"]
    page = client.get("/notices/")
    assert (page.status_code, page.mimetype) == (403, "text/html")


def test_what_fails_inside_shows_a_number_and_nothing_of_the_inside(
    login: Callable[[str], FlaskClient], app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = login("haian.clerk")

    def fail(_view: SearchView) -> str:
        raise RuntimeError("SELECT secret FROM somewhere")

    monkeypatch.setattr(app, "testing", False)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    view = app.view_functions["SearchView.index"].__self__  # type: ignore[attr-defined]
    monkeypatch.setitem(app.view_functions, "SearchView.index", fail.__get__(view))
    vars(fail)["audience"] = "logged_in"
    answer = client.get("/search/?q=1")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert re.search(r"[0-9a-f]{12}", answer.text), "the number that the log has it under"


def test_what_was_typed_when_the_session_ended_is_shown_without_secrets_and_to_our_own_pages_only(
    client: FlaskClient,
) -> None:
    typed = {"reason": "请更正重量（示例）。", "password": "not to be shown", "version": "7", "note": " "}
    own = client.post("/password/", data=typed, headers=OWN)
    assert own.status_code == 400
    assert "请更正重量（示例）。" in own.text
    assert "not to be shown" not in own.text
    foreign = client.post("/password/", data=typed, headers={"Origin": "http://elsewhere.example"})
    assert "请更正重量（示例）。" not in foreign.text
