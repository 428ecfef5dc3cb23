"""Remembered choices: for this host alone, and no script reads them."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.wrappers import Response

from app.views.frame.cookies import chosen, remember


@pytest.mark.parametrize(
    ("is_secure", "path", "name"),
    [(True, "/", "__Host-theme"), (True, "/portal", "__Secure-theme"), (False, "/", "theme")],
)
def test_a_choice_is_remembered_under_a_name_that_other_hosts_cannot_set(is_secure: bool, path: str, name: str) -> None:  # noqa: FBT001 a row of the table
    app = Flask(__name__)
    app.config["SESSION_COOKIE_SECURE"] = is_secure
    answer = Response()
    with app.test_request_context(headers={"Cookie": f"{name}=dark"}):
        remember(answer, "theme", "dark", path=path)
        assert chosen("theme", path=path) == "dark"
    written = answer.headers["Set-Cookie"]
    assert written.startswith(f"{name}=dark;")
    assert "HttpOnly" in written
    assert "SameSite=Lax" in written
    assert ("Secure;" in written) is is_secure
