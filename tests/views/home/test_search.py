"""The search box: exact numbers open, beginnings and names list, foreign ones are like unknown ones."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.domain.workflow import Status
from app.extensions import db
from app.models import Certificate, User
from app.services.base import accounts
from app.services.home import search

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from flask.testing import FlaskClient

    from app.domain.actor import Actor


@pytest.fixture
def standing(app: Flask, demo_work: None) -> Flask:
    """Give the application with one demo application in each of the usual statuses."""
    return app


def text(client: FlaskClient, path: str = "/") -> str:
    return client.get(path).get_data(as_text=True)


@contextmanager
def acting(app: Flask, username: str) -> Iterator[Actor]:
    """Work as a demo user in a context of its own, so that clients of the same test do not inherit him."""
    with app.app_context():
        found_user = db.session.scalars(select(User).where(User.username == username)).one()
        actor = accounts.actor_for(found_user)
        accounts.bind(actor)
        yield actor


def found(app: Flask, *statuses: str, organisation: str = "haian") -> list[Certificate]:
    with app.app_context():
        owner = db.session.scalar(select(User.organisation_id).where(User.username == f"{organisation}.clerk"))
        return list(
            db.session.scalars(
                select(Certificate).where(Certificate.organisation_id == owner, Certificate.status.in_(statuses))
            )
        )


def test_one_exact_number_opens_at_once(standing: Flask, login: Any) -> None:
    (certificate,) = found(standing, "returned")[:1]
    answer = login("haian.clerk").get("/search/", query_string={"q": f" {certificate.inspection_no} "})
    assert (answer.status_code, answer.location) == (
        302,
        f"/applications/{certificate.application_id}?certificate={certificate.id}",
    )


def test_the_beginning_of_a_number_lists_what_begins_so(standing: Flask, login: Any) -> None:
    own = found(standing, "returned", "draft", "awaiting_confirmation")
    page = text(login("haian.clerk"), f"/search/?q={own[0].inspection_no[:6]}")
    assert all(certificate.inspection_no in page for certificate in own)


def test_a_part_of_a_name_finds_consignees(standing: Flask, login: Any) -> None:
    (certificate,) = found(standing, "returned")[:1]
    part = certificate.consignee_name_foreign[:6].lower()
    assert certificate.inspection_no in text(login("haian.clerk"), f"/search/?q={part}")


@pytest.mark.bar("S1")
@pytest.mark.parametrize("username", ["haian.clerk", "xiaogang.admin"])
def test_a_foreign_number_is_like_an_unknown_one(standing: Flask, login: Any, username: str) -> None:
    foreign = found(standing, *(status.value for status in Status), organisation="beifang")
    client, unknown = login(username), "9" * 15
    blank = text(client, f"/search/?q={unknown}").count(unknown)
    assert foreign
    for number in {certificate.inspection_no for certificate in foreign}:
        with acting(standing, username) as actor:
            assert not search.find(actor, number).certificates
        assert text(client, f"/search/?q={number}").count(number) == blank


@pytest.mark.parametrize("wanted", ["", " ", "x", "%", "__", "%%", "\0\0", "'--", "x" * 200, "＇", "😀😀", "(null)"])
def test_odd_texts_find_nothing_and_break_nothing(login: Any, wanted: str) -> None:
    client = login("haian.clerk")
    answer = client.get("/search/", query_string={"q": wanted})
    assert answer.status_code in {200, 400}
    assert "/certificates/" not in re.sub(
        r'<nav class="side".*?</nav>', "", answer.get_data(as_text=True), flags=re.DOTALL
    )
