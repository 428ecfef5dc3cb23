"""Searches of officials: recorded for the enterprise and the administrator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.domain.workflow import Status
from app.extensions import db
from app.models import Lookup
from tests.factories import applications as factory
from tests.support.portal import enter, search

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

    Login = Callable[[str], FlaskClient]

KOREA, OF_HAIAN = "overseas.kor", "overseas.jpn"


def _text(client: FlaskClient, path: str, **options: Any) -> str:
    answer = client.get(path, **options)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.get_data(as_text=True)


@pytest.fixture
def issued(app: Flask) -> dict[str, str]:
    """Issue a certificate of Haian that goes to Korea, and return its numbers."""
    with app.app_context():
        application = factory.make(status=Status.ISSUED, destination_country="KOR")
        certificate = application.certificates[0]
        return {"number": str(certificate.certificate_no), "inspection_no": str(certificate.inspection_no)}


@pytest.mark.function("5.7-search")
def test_every_search_is_recorded_for_the_enterprise_and_the_administrator(
    app: Flask, login: Login, issued: dict[str, str]
) -> None:
    client = enter(app, KOREA)
    search(client, issued["number"])
    search(client, "999999999999999999")
    with app.app_context():
        rows = db.session.scalars(select(Lookup).order_by(Lookup.id)).all()
        assert [row.outcome for row in rows] == ["found", "missed"]
    own = _text(login("haian.admin"), "/overseas-lookups/")
    assert issued["number"] in own
    assert "999999999999999999" not in own  # it is nobody's document
    assert issued["number"] not in _text(login("beifang.admin"), "/overseas-lookups/")
    assert "999999999999999999" in _text(login("admin"), "/overseas-lookups/")
    assert login("haian.clerk").get("/overseas-lookups/").status_code == 403
