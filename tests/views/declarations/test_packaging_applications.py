"""Packaging applications: an enterprise finds its own by number and applicant, and reads every entry in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import PackagingApplication

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")
OURS, THEIRS = "226000009000091", "226000009000102"


def number_of(app: Flask, application_no: str) -> int:
    wanted = select(PackagingApplication.id).where(PackagingApplication.application_no == application_no)
    with app.app_context():
        return db.session.scalars(wanted, execution_options={"unscoped": True}).one()


def test_the_list_finds_by_number_and_by_applicant_among_the_own_ones(login: Callable[[str], FlaskClient]) -> None:
    client = login("haian.clerk")
    everything = client.get("/packaging-applications/").text
    assert OURS in everything
    assert THEIRS not in everything
    assert OURS in client.get(f"/packaging-applications/?application_no={OURS[:14]}").text
    assert OURS in client.get("/packaging-applications/?applicant=海岸水产").text
    assert OURS not in client.get("/packaging-applications/?applicant=北方农林").text


def test_the_page_says_every_entry_in_words_and_a_foreign_one_is_not_there(
    app: Flask, login: Callable[[str], FlaskClient]
) -> None:
    client = login("haian.clerk")
    page = client.get(f"/packaging-applications/{number_of(app, OURS)}").text
    for entry in ("HA-CTN-10/2026-09 批号 260901", "冻水产品", "20000"):
        assert entry in page
    assert client.get(f"/packaging-applications/{number_of(app, THEIRS)}").status_code == 404
