"""Health says ok while the database answers, and nothing more."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask.testing import FlaskClient


def test_it_says_that_it_can_serve(client: FlaskClient) -> None:
    answer = client.get("/health/")
    assert (answer.status_code, answer.get_json()) == (200, {"status": "ok"})
