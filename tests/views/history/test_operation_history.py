"""The operation history: the administrator asks who changed what, and a change opens with old and new in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import OperationRecord, Organisation
from app.services.base.transaction import transaction
from tests.factories.applications import act_as

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")


@pytest.fixture
def change(app: Flask) -> int:
    """Let the administrator rename the contact of an organisation; give the number of the history's row."""
    with app.app_context():
        act_as("admin")
        with transaction():
            organisation = db.session.scalars(select(Organisation).where(Organisation.kind == "customs")).first()
            assert organisation is not None
            organisation.contact_name = "王芳（示例）"
        newest = select(OperationRecord.id).order_by(OperationRecord.id.desc()).limit(1)
        return db.session.scalars(newest).one()


def test_a_change_is_found_by_record_operation_and_person(login: Callable[[str], FlaskClient], change: int) -> None:
    client = login("admin")
    link = f'href="/operation-history/{change}"'
    assert link in client.get("/operation-history/?table=organisation&operation=update").text
    assert link not in client.get("/operation-history/?table=notice").text
    assert link not in client.get("/operation-history/?table=organisation&operation=delete").text
    assert link not in client.get("/operation-history/?table=organisation&who=nobody-of-this-name").text


def test_a_change_opens_with_what_it_was_made_of(login: Callable[[str], FlaskClient], change: int) -> None:
    page = login("admin").get(f"/operation-history/{change}").text
    assert "<ins>王芳（示例）</ins>" in page
    assert "联系人" in page


def test_a_record_that_is_not_there_is_answered_404(login: Callable[[str], FlaskClient]) -> None:
    assert login("admin").get("/operation-history/2147483647").status_code == 404
