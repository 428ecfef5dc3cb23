"""Uploading scans as the page and its script do."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from tests.support.forms import csrf_token

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

NEW = "/scans/new"


def upload(client: FlaskClient, number: str, *sent: tuple[bytes, str]) -> TestResponse:
    """Send files (contents, name) under a number, as the form does without scripts."""
    return client.post(NEW, data=_data(client, number, sent), content_type="multipart/form-data")


def upload_by_script(client: FlaskClient, number: str, data: bytes, name: str = "scan.pdf") -> dict[str, Any]:
    """Send one file as the page's script does, and return its result."""
    sent = _data(client, number, [(data, name)])
    answer = client.post(NEW, data=sent, content_type="multipart/form-data", headers={"Accept": "application/json"})
    assert answer.status_code == 200, answer.get_data(as_text=True)
    (result,) = answer.get_json()["results"]
    return dict(result)


def _data(client: FlaskClient, number: str, sent: Sequence[tuple[bytes, str]]) -> dict[str, Any]:
    files = [(io.BytesIO(data), name) for data, name in sent]
    return {"csrf_token": csrf_token(client, NEW), "document_no": number, "files": files}
