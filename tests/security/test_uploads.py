"""Uploads attacked over HTTP: hostile files, foreign numbers, names that want out, too much at once (bars S6, S1)."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

import pytest

from app.extensions import db
from app.models import Scan, ScanFile
from app.views.words.refusals import worded
from tests.factories import applications as factory
from tests.factories import files
from tests.factories.applications import CLERK, OTHER_CLERK
from tests.factories.files import HOSTILE, Hostile
from tests.support.forms import csrf_token
from tests.support.uploads import NEW, upload, upload_by_script

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient

    Login = Callable[[str], FlaskClient]

pytestmark = pytest.mark.one_database(reason="files are refused by their content before a row is written")

NUMBER = "PAPER-2019-0001"
BY_NAME = {hostile.name: hostile for hostile in HOSTILE}
#: One file for each kind of refusal; the whole corpus meets the check itself in tests/gateways.
REFUSED = (
    "page.pdf", "empty.pdf", "large.pdf", "long.pdf", "cut.jpg", "bomb.png", "laughs.pdf", "locked.pdf", "gif-pdf.pdf",
)  # fmt: skip
#: The last group of the corpus; a line break in a name already breaks the request itself.
NAMES = [hostile for hostile in HOSTILE[-10:] if "\n" not in hostile.name]
PARAMS = {"limit": 10, "pages": 201, "pixels": 10_000}


def _folder(app: Flask) -> Path:
    folder: Path = app.config["SETTINGS"].instance / "files"
    return folder


def _files(app: Flask) -> list[str]:
    folder = _folder(app)
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _rows(app: Flask) -> int:
    with app.app_context():
        factory.act_as(factory.ADMINISTRATOR)
        return len(db.session.scalars(db.select(Scan)).all())


@pytest.mark.bar("S6")
def test_refused_files_are_told_in_words_and_leave_nothing(app: Flask, login: Login) -> None:
    client, before = login(CLERK), _files(app)
    for hostile in map(BY_NAME.__getitem__, REFUSED):
        result = upload_by_script(client, NUMBER, hostile.make(), hostile.name)
        assert not result["is_done"], hostile.name
        with app.test_request_context():
            limit = {"long.pdf": 200, "bomb.png": 50}.get(hostile.name, PARAMS["limit"])
            assert result["words"] == worded(hostile.answer, {**PARAMS, "limit": limit})
    assert (_files(app), _rows(app)) == (before, 0)


@pytest.mark.bar("S6")
@pytest.mark.parametrize("hostile", NAMES, ids=lambda one: ascii(one.name[:20]))
def test_a_name_is_shown_and_never_a_path(app: Flask, login: Login, hostile: Hostile) -> None:
    client, before = login(CLERK), _files(app)
    result = upload_by_script(client, NUMBER, hostile.make(), hostile.name)
    assert result["is_done"]
    new = [name for name in _files(app) if name not in before]
    assert [re.fullmatch(r"scans/[0-9a-f]{2}/[0-9a-f]{64}\.(pdf|png)", name) is not None for name in new] == [True]
    page = client.get(result["url"]).get_data(as_text=True)
    assert "<img src=x" not in page
    answer = client.get(f"{result['url']}/files/1?download")
    assert re.fullmatch(rf'attachment; filename="{NUMBER}-1\.(pdf|png)"', answer.headers["Content-Disposition"])


@pytest.mark.bar("S6")
def test_a_shown_file_can_do_nothing(login: Login) -> None:
    client = login(CLERK)
    upload(client, NUMBER, (files.pdf(), "a.pdf"), (files.picture(), "b.png"))
    for path, kind in (("/scans/1/files/1", "application/pdf"), ("/scans/2/files/1", "image/png")):
        answer = client.get(path)
        policy = answer.headers["Content-Security-Policy"]
        assert answer.mimetype == kind
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'self'" in policy
        assert "script-src" not in policy
        assert ("sandbox" in policy) == (kind == "image/png")
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["X-Frame-Options"] == "SAMEORIGIN"
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.bar("S6")
def test_too_large_a_request_gets_a_clear_page(app: Flask, login: Login) -> None:
    client = login(CLERK)
    data = {"csrf_token": csrf_token(client, NEW), "document_no": NUMBER}
    sent = {**data, "files": (io.BytesIO(bytes(app.config["MAX_CONTENT_LENGTH"] + 1)), "large.pdf")}
    answer = client.post(NEW, data=sent, content_type="multipart/form-data")
    assert answer.status_code == 413
    assert "<h1" in answer.get_data(as_text=True)
    sent = {**data, "files": (io.BytesIO(bytes(app.config["MAX_CONTENT_LENGTH"] + 1)), "large.pdf")}
    told = client.post(NEW, data=sent, content_type="multipart/form-data", headers={"Accept": "application/json"})
    assert told.status_code == 413
    assert told.get_json()["error"]["message"]
    assert _rows(app) == 0


def test_too_many_files_at_once_are_refused(app: Flask, login: Login) -> None:
    client = login(CLERK)
    sent = [(files.picture(), f"{number}.png") for number in range(21)]
    assert upload(client, NUMBER, *sent).status_code == 422
    assert upload(client, NUMBER).status_code == 422
    assert _rows(app) == 0


@pytest.mark.bar("S1")
def test_a_foreign_number_and_an_invalid_one_get_the_same_bytes(app: Flask, login: Login) -> None:
    upload(login(CLERK), NUMBER, (files.pdf(), "a.pdf"))
    other = login(OTHER_CLERK)
    numbers = (NUMBER, "not-a-valid-number-because-it-is-too-long", "?!")
    answers = {_told(upload(other, number, (files.pdf(), "a.pdf")).data, number) for number in numbers}
    assert len(answers) == 1
    assert _rows(app) == 1


def _told(page: bytes, number: str) -> bytes:
    """Return a page without what differs from one answer to the next."""
    return re.sub(rb'csrf_token" value="[^"]+|nonce="[^"]+', b"", page).replace(number.encode(), b"?")


@pytest.mark.bar("S1")
def test_foreign_scans_answer_404_on_every_route(app: Flask, login: Login) -> None:
    upload(login(CLERK), NUMBER, (files.pdf(), "first.pdf"))
    other = login(OTHER_CLERK)
    token = csrf_token(other, NEW)
    sent = {"csrf_token": token, "version": "1"}
    answers = [
        other.get("/scans/1"),
        other.get("/scans/1?file=1"),
        other.get("/scans/1/edit"),
        other.get("/scans/1/files/1"),
        other.get("/scans/1/files/1?download"),
        other.post("/scans/1/edit", data={**sent, "file": (io.BytesIO(files.pdf(2)), "x.pdf")}),
        other.post("/scans/1/delete", data=sent),
    ]
    assert [answer.status_code for answer in answers] == [404] * len(answers)
    assert [answer for answer in answers if NUMBER in answer.get_data(as_text=True)] == []
    assert NUMBER not in other.get("/scans/").get_data(as_text=True)
    with app.app_context():
        factory.act_as(factory.ADMINISTRATOR)
        assert [file.number for file in db.session.scalars(db.select(ScanFile))] == [1]
