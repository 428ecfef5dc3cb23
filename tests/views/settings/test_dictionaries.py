"""Dictionaries on their screen: groups at the left, entries at the right, and none deleted that is in use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.extensions import db
from app.models import Dictionary, DictionaryEntry
from tests.support.forms import post

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")


@pytest.fixture
def admin(login: Callable[[str], FlaskClient]) -> FlaskClient:
    return login("admin")


@pytest.mark.function("5.2.5")
@pytest.mark.parametrize(("group", "code"), [("customs", "0901"), ("countries", "KOR"), ("transport_modes", "2")])
def test_an_entry_in_use_is_not_deleted_and_the_page_says_where(
    app: Flask, admin: FlaskClient, group: str, code: str
) -> None:
    with app.app_context():
        wanted = (
            db.select(DictionaryEntry).join(Dictionary).where(Dictionary.code == group, DictionaryEntry.code == code)
        )
        entry = db.session.scalar(wanted)
        number, version = entry.id, entry.version
    page = f"/dictionaries/{number}"
    answer = post(admin, f"{page}/delete", form_on=page, data={"version": version}, follow_redirects=True)
    assert code in answer.text
    assert 'class="note bad"' in answer.text
    with app.app_context():
        assert db.session.get(DictionaryEntry, number) is not None


@pytest.mark.function("5.2.5")
def test_groups_are_found_at_the_left_and_entries_shown_at_the_right(admin: FlaskClient) -> None:
    html = admin.get("/dictionaries/?find=关区").text
    assert html.count('class="pickable"') < 6
    html = admin.get("/dictionaries/?dictionary=customs&size=100").text
    assert "大连港湾海关" in html
    assert "Kilogram" not in html
