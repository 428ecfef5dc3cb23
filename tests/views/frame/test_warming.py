"""The typesetter is got ready after the first page, once a process, and never before a page was sent."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest
from flask import Flask, Response

from app.services.base import fonts
from app.views.frame import warming
from app.views.frame.warming import Warming

if TYPE_CHECKING:
    from flask.testing import FlaskClient


def test_it_begins_when_the_first_response_of_a_process_was_sent(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[Flask] = []
    monkeypatch.setattr(Warming, "begin", lambda _self, app: begun.append(app))
    one = Warming()
    with app.app_context():
        first, second = one.after(Response("first")), one.after(Response("second"))
    second.close()
    assert begun == []
    first.close()
    assert begun == [app]
    monkeypatch.setattr(os, "getpid", lambda: -1)
    with app.app_context():
        one.after(Response("of a forked process")).close()
    assert begun == [app, app]


def test_the_thread_gets_the_typesetter_ready(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[str] = []
    monkeypatch.setattr(fonts, "warm", lambda: begun.append(app.name))
    Warming().begin(app).join()
    assert begun == [app.name]


def test_tests_are_not_warmed(app: Flask, client: FlaskClient) -> None:
    before = list(app.after_request_funcs.get(None, []))
    warming.install(app)
    assert app.after_request_funcs.get(None, []) == before
    serving = Flask("serving")
    warming.install(serving)
    assert len(serving.after_request_funcs[None]) == 1
    assert client.get("/health/").status_code == 200
