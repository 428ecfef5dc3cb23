"""Notices on the pages: home, board and bell for one organisation only, the editor, the record and its history."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from app.extensions import db
from app.models import Notice, Organisation
from app.models.base import utc_now
from app.services.base.transaction import transaction
from tests.support.forms import post

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

    Login = Callable[[str], FlaskClient]

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")


@pytest.mark.function("5.2.7")
def test_home_and_bell_count_a_notice_for_the_organisation_only(app: Flask, login: Login) -> None:
    yesterday = utc_now().date() - timedelta(days=1)
    with app.app_context(), transaction():
        for old in db.session.scalars(db.select(Notice)):
            old.valid_to = old.valid_from = yesterday - timedelta(days=400)
        ours = db.session.scalars(db.select(Organisation.id).where(Organisation.name.startswith("大连海岸水产"))).one()
        db.session.add(
            Notice(title="只给海岸", text="<p>请看</p>", roles=[], organisation_ids=[ours], valid_from=yesterday)
        )
    reader, other = login("haian.clerk"), login("beifang.clerk")
    board = reader.get("/notice-board/").text
    assert "只给海岸" in reader.get("/").text
    assert '<div class="rich"><p>请看</p></div>' in board
    assert '通知 <span class="chip bad">1<' in board
    assert "只给海岸" not in other.get("/").text + other.get("/notice-board/").text


@pytest.mark.function("5.2.7")
def test_a_notice_is_written_with_tags_and_shown_cleaned(app: Flask, login: Login) -> None:
    admin = login("admin")
    form = admin.get("/notices/new").text
    assert 'role="toolbar"' in form
    assert "home/notices.js" in form
    text = "<p onclick=x>今晚<script>alert(7)</script></p>"
    told = {"title": "维护（示例）", "text": text, "valid_from": "2026-11-23", "valid_to": ""}
    assert post(admin, "/notices/new", data=told).status_code == 303
    with app.app_context():
        number = db.session.scalar(db.select(db.func.max(Notice.id)))
    assert '<dd class="rich"><p>今晚</p></dd>' in admin.get(f"/notices/{number}").text
    assert "&lt;p" not in admin.get(f"/notices/{number}?tab=history").text
