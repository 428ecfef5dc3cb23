"""Paging: pages and sizes out of range are clamped, counting stops at the cap."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.views.lists.paging import CAP, SIZES
from app.views.screens import LISTS as VIEWS
from tests.factories import many_certificates

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

#: The lists of the document types are one class: where much is asked of each, two of them stand for all.
KINDS = [*VIEWS[:1], *VIEWS[10:]]


each_kind = pytest.mark.parametrize("view", KINDS, ids=lambda view: view.__name__)


@pytest.fixture
def admin(login: Callable[[str], FlaskClient]) -> FlaskClient:
    return login("admin")


def address(view: Any) -> str:
    return f"{view.route_base}/"


@each_kind
def test_pages_and_sizes_out_of_range_are_clamped(admin: FlaskClient, view: Any) -> None:
    for query in ("page=999999", "page=-3", "page=0", "size=1000000", "size=0", "size=-1"):
        assert admin.get(f"{address(view)}?{query}").status_code == 200, query
    assert f"<option selected>{max(SIZES)}<" in admin.get(f"{address(view)}?size=1000000").text


def test_counting_stops_at_the_cap(app: Flask, login: Callable[[str], FlaskClient]) -> None:
    with app.app_context():
        many_certificates.fill(CAP + 5, organisation_id=many_certificates.enterprise(), type_code="99")
    html = login("haian.clerk").get("/certificates/other/?size=100&page=9999").text
    assert f"<span>{CAP}+</span>" in html
    assert 'rel="prev"' in html
    assert 'rel="next"' not in html
