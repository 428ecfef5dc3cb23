"""Trying a working copy, on its screens: the list, a result a row, both sheets side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.extensions import db
from app.models import CertificateFormat
from app.services.base.transaction import transaction
from tests.factories import applications as factory

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

pytestmark = pytest.mark.one_database(reason="words and shape of pages; the service is tested on both")


@pytest.fixture
def place(app: Flask) -> str:
    """Return the address of the trial of one document with a changed title."""
    with app.app_context():
        certificate = factory.draft().certificates[0]
        factory.act_as("admin")
        with transaction():
            row = db.session.query(CertificateFormat).filter_by(code=certificate.format_code).one()
            row.definition = {**row.definition, "title_en": "QUITE ANOTHER TITLE"}
        return f"/formats/{row.id}/trials/{certificate.id}"


def test_the_list_names_the_documents_and_each_answers_what_differs(
    login: Callable[[str], FlaskClient], place: str
) -> None:
    client = login("admin")
    assert f'data-trial="{place}/result"' in client.get(place.rpartition("/")[0]).get_data(as_text=True)
    assert "看起来不同的页" in client.get(f"{place}/result").get_data(as_text=True)


def test_the_sheets_stand_side_by_side_with_what_differs_outlined(
    login: Callable[[str], FlaskClient], place: str
) -> None:
    client = login("admin")
    page = client.get(place).get_data(as_text=True)
    assert 'class="differs"' in page
    for side in ("old", "new"):
        assert f'href="{place}/{side}/1.png"' in page
        answer = client.get(f"{place}/{side}/1.png")
        assert (answer.status_code, answer.mimetype) == (200, "image/png")


def test_nobody_else_sees_them(login: Callable[[str], FlaskClient], place: str) -> None:
    client = login(factory.CLERK)
    for path in (place, f"{place}/result", f"{place}/new/1.png"):
        assert client.get(path).status_code in (403, 404)
