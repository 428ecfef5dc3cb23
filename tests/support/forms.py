"""Filling in forms as a browser does: fetch the page, take its token, send the fields."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


def csrf_token(client: FlaskClient, path: str) -> str:
    """Return the token of the form on a page."""
    found = TOKEN.search(client.get(path).get_data(as_text=True))
    assert found, f"no form on {path}"
    return found.group(1)


def post(client: FlaskClient, path: str, *, form_on: str | None = None, **options: Any) -> TestResponse:
    """Post fields with the token of the page they stand on; `data` and other options as the test client takes them."""
    data = {"csrf_token": csrf_token(client, form_on or path), **options.pop("data", {})}
    return client.post(path, data=data, **options)


def log_in(client: FlaskClient, username: str, password: str | None = None) -> FlaskClient:
    """Log a demo user in and return the client."""
    from app.services.demo.demo import password as demo_password

    answer = post(client, "/login/", data={"username": username, "password": password or demo_password()})
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return client
