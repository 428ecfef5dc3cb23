"""Input that no screen sends is refused before a view sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.views.frame.input_checks import MAX_QUERY
from tests.support.forms import csrf_token

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient


@pytest.mark.bar("S5")
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/certificate-query/?producer=a%00b", 400),
        (f"/certificate-query/?producer={'x' * MAX_QUERY}", 400),
        ("/applications/99999999999999999999", 404),
        ("/certificate-query/?producer=ab", 200),
    ],
)
def test_what_no_column_can_hold_is_refused(login: Callable[[str], FlaskClient], path: str, status: int) -> None:
    assert login("admin").get(path).status_code == status


def test_json_where_a_form_is_expected_is_refused(client: FlaskClient) -> None:
    token = csrf_token(client, "/login/")
    answer = client.post("/login/", json={"username": "admin"}, headers={"X-CSRFToken": token})
    assert answer.status_code == 415
