"""The screens of formats: query, editor, publishing, comparing, files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")


@pytest.fixture
def admin(login: Callable[[str], FlaskClient]) -> FlaskClient:
    return login("admin")


@pytest.mark.function("5.6-query")
@pytest.mark.parametrize(
    ("query", "found"),
    [({"code": "c3-1"}, {"c3-1"}), ({"type": "18"}, {"c5-1"}), ({"code": "c3", "type": "18"}, set())],
)
def test_formats_are_found_by_their_code_and_document_type(
    admin: FlaskClient, query: dict[str, str], found: set[str]
) -> None:
    page = admin.get("/formats/", query_string=query).get_data(as_text=True)
    shown = {code for code in ("c3-1", "c5-1", "c7-1", "general") if f">{code}<" in page}
    assert shown == found
