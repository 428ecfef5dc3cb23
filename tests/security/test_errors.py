"""Errors as people meet them: a number, what next, what was typed; never a trace (bars U8, S12)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DataError
from sqlalchemy.orm.exc import StaleDataError
from structlog.testing import capture_logs

from app.domain.document.fields import FieldError
from app.domain.errors import (
    DomainError,
    InvalidError,
    NotAllowedNowError,
    NotFoundError,
    NotPermittedError,
    StaleError,
)
from app.extensions import db
from app.views.frame.audiences import LOGGED_IN

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

WRONG_FIELD = FieldError(path="values.consignor", code="required", params={}, severity="error")
RAISED: dict[str, tuple[Any, int]] = {
    "domain": (DomainError("reason_needed"), 400),
    "not found": (NotFoundError(), 404),
    "not permitted": (NotPermittedError(action="submit"), 403),
    "not now": (NotAllowedNowError("wrong_status", status="draft"), 409),
    "stale": (StaleError(), 409),
    "stale row": (StaleDataError("UPDATE statement on table 'certificate' expected"), 409),
    "invalid": (InvalidError([WRONG_FIELD]), 422),
    "impossible value": (DataError("select secret_column", {}, Exception("x")), 400),
    "half a character": (UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates"), 400),
    "huge number": (OverflowError("Python int too large"), 400),
    "anything else": (RuntimeError("select password from ab_user"), 500),
}


@pytest.fixture
def failing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[[Any], None]:
    def _fail(error: Any) -> None:
        def _raise(**_: Any) -> None:
            raise error

        _raise.__dict__["audience"] = LOGGED_IN
        monkeypatch.setitem(app.view_functions, "PasswordView.change", _raise)

    return _fail


@pytest.mark.bar("U8")
@pytest.mark.parametrize(("error", "code"), RAISED.values(), ids=RAISED)
def test_every_error_has_a_page_with_a_number_and_no_trace(
    failing: Callable[[Any], None], login: Callable[[str], FlaskClient], error: Any, code: int
) -> None:
    client = login("haian.clerk")
    failing(error)
    answer = client.get("/password/")
    body = answer.get_data(as_text=True)
    assert answer.status_code == code
    assert answer.headers["Cache-Control"] == "no-store"
    assert not any(
        word in body for word in ("Traceback", "select ", "UPDATE statement", "RuntimeError", "secret_column")
    )
    told = client.get("/password/", headers={"Accept": "application/json"})
    assert (told.status_code, told.mimetype) == (code, "application/json")
    assert set(told.json["error"]) >= {"code", "message", "id"}
    assert len(told.json["error"]["id"]) == 12
    assert "select" not in json.dumps(told.json)


@pytest.mark.bar("U8")
def test_invalid_entries_are_named_one_by_one(
    failing: Callable[[Any], None], login: Callable[[str], FlaskClient]
) -> None:
    client = login("haian.clerk")
    failing(InvalidError([WRONG_FIELD]))
    told = client.get("/password/", headers={"Accept": "application/json"}).json["error"]["fields"]
    assert [(field["path"], field["code"]) for field in told] == [("values.consignor", "required")]


@pytest.mark.bar("U7")
def test_a_form_sent_after_the_session_ended_keeps_what_was_typed(client: FlaskClient) -> None:
    typed = {"opinion": "三十行货物 <b>typed</b>", "password": "never-shown", "csrf_token": "gone", "version": "98765"}
    answer = client.post("/notice-board/read", data=typed, headers={"Origin": "http://localhost"})
    body = answer.get_data(as_text=True)
    assert answer.status_code == 400
    assert "三十行货物 &lt;b&gt;typed&lt;/b&gt;" in body
    assert "98765" not in body
    assert '<a class="btn pri" href="/login/" target="_blank"' in body
    assert "never-shown" not in body


def test_a_page_abroad_cannot_put_its_words_on_ours(client: FlaskClient) -> None:
    answer = client.post("/notice-board/read", data={"x": "call 0411-1"}, headers={"Origin": "https://evil.example"})
    assert "call 0411-1" not in answer.get_data(as_text=True)


@pytest.mark.bar("U8")
def test_the_error_page_comes_even_when_the_database_is_gone(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def _gone(*_: Any, **__: Any) -> None:
        raise RuntimeError("connection refused at db.internal")

    from app.services.doors import sessions

    monkeypatch.setattr(sessions, "open_new", lambda *_, **__: None)
    monkeypatch.setattr(db.session, "execute", _gone)
    monkeypatch.setattr(db.session, "scalar", _gone)
    answer = client.get("/login/")
    assert answer.status_code in {200, 500}
    assert "db.internal" not in answer.get_data(as_text=True)


def test_health_tells_only_whether(app: Flask, client: FlaskClient) -> None:
    assert client.get("/health/").json == {"status": "ok"}
    with app.app_context():
        assert db.session.scalar(text("select 1")) == 1


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE"])
def test_other_methods_are_refused(app: Flask, client: FlaskClient, method: str) -> None:
    assert client.open("/health/", method=method).status_code in {400, 405}


def test_who_was_refused_what_is_written_down(login: Callable[[str], FlaskClient]) -> None:
    client = login("haian.clerk")
    with capture_logs() as said:
        client.get("/organisations/")
        client.get("/applications/999999/preview/999999")
    told = [(line["status"], line["path"], line["log_level"]) for line in said if line["event"] == "refused"]
    assert told == [(403, "/organisations/", "warning"), (404, "/applications/999999/preview/999999", "info")]
    assert all(line["user"] and line["address"] == "127.0.0.1" and line["id"] for line in said)
