"""Everything stands before and behind every view, for those that come later too."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask.testing import FlaskClient


def test_whoever_is_not_logged_in_meets_the_door_with_headers_and_no_session(client: FlaskClient) -> None:
    answer = client.get("/certificate-query/")
    assert answer.status_code == 302
    assert "/login/" in answer.headers["Location"]
    assert "default-src" in answer.headers["Content-Security-Policy"]


def test_what_is_nowhere_is_told_with_a_number_and_protected_too(client: FlaskClient) -> None:
    answer = client.get("/no-such-page")
    assert answer.status_code == 404
    assert "Content-Security-Policy" in answer.headers
