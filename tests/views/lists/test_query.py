"""Queries of a list: by number, day, office and status; the last minute of a day is a Chinese one."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from app.extensions import db
from app.models import Certificate
from app.views.screens import LISTS as VIEWS
from tests.factories import many_certificates

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient


@pytest.mark.function("5.3-query")
def test_certificates_are_found_by_number_day_office_and_status(
    app: Flask, login: Callable[[str], FlaskClient]
) -> None:
    client = login("haian.clerk")
    with app.app_context():
        many_certificates.fill(60, organisation_id=many_certificates.enterprise(), type_code="11")
    path = "/certificates/quality/"

    def found(**query: str) -> int:
        html = client.get(path, query_string={"size": "100", **query}).text
        return html.count('class="pick" name="rows"')

    everything = found()
    assert everything >= 60
    assert found(inspection_no="226000000000007") == 1
    assert found(inspection_no="226000000000007", sub_certificate_no="002") == 0
    assert found(declaring_customs="0908") == 30
    assert found(status="returned", inspection_no="22600000000") == 15
    # the first is entered at 10:00 of 1 November in China, all within the hour
    assert found(**{"from": "2026-11-01", "to": "2026-11-01", "inspection_no": "22600000000"}) == 60
    assert found(**{"from": "2026-11-02", "to": "2026-11-02", "inspection_no": "22600000000"}) == 0


@pytest.mark.function("5.3-query")
def test_the_last_minute_of_a_day_is_a_chinese_minute(app: Flask, login: Callable[[str], FlaskClient]) -> None:
    """A row of 23:59 in Shanghai (15:59 UTC) belongs to that day, one of 00:00 to the next."""
    client = login("haian.clerk")
    with app.app_context():
        ids = many_certificates.fill(2, organisation_id=many_certificates.enterprise(), type_code="11")
        table = Certificate.__table__
        connection = db.session.connection(execution_options={"writes": True})
        for number, hour, minute in ((ids[0], 15, 59), (ids[1], 16, 0)):
            moment = datetime(2026, 11, 10, hour, minute, tzinfo=UTC)
            connection.execute(table.update().where(table.c.id == number).values(created_at=moment))
        db.session.commit()
    query = {"from": "2026-11-10", "to": "2026-11-10"}
    html = client.get("/certificates/quality/", query_string=query).text
    assert "226000000000000" in html
    assert "226000000000001" not in html


def test_no_query_field_is_called_like_an_argument_of_the_list_itself() -> None:
    own = {"page", "size", "sort", "reach", "extension", "pk", "method", "kept", "reset", "csrf_token", "columns"}
    for view in VIEWS:
        names = [name for field in view.query for name in field.names] + ([view.tabs.name] if view.tabs else [])
        assert len(names) == len(set(names))
        assert not own.intersection(names), view.__name__
