"""The home page: my work, latest changes, shortcuts, the month; the search box."""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event, select
from sqlalchemy.engine import Engine

from app.domain.workflow import Status
from app.extensions import db
from app.models import Application, ApplicationEvent, Certificate, Role, User
from app.services.base import accounts
from app.services.demo.demo import logins
from app.services.home import home

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from flask.testing import FlaskClient

    from app.domain.actor import Actor

USERS = [username for username, role, _organisation in logins() if role != "overseas"]


MOST_STATEMENTS = 20


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


@pytest.mark.function("5.1")
@pytest.mark.parametrize("username", USERS)
def test_the_home_page_opens_for_everybody(login: Any, username: str) -> None:
    assert login(username).get("/").status_code == 200


@pytest.mark.bar("P1")
@pytest.mark.parametrize("username", USERS)
def test_the_home_page_asks_the_database_little(standing: Flask, login: Any, username: str) -> None:
    client = login(username)
    client.get("/")
    said: list[str] = []

    def count(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA", "SAVEPOINT")):
            said.append(statement)

    event.listen(Engine, "before_cursor_execute", count)
    try:
        client.get("/")
    finally:
        event.remove(Engine, "before_cursor_execute", count)
    assert len(said) <= MOST_STATEMENTS


@pytest.mark.function("5.1")
def test_a_clerk_sees_what_was_returned_with_the_reviewer_s_words(standing: Flask, login: Any) -> None:
    returned = found(standing, "returned")
    assert returned
    with standing.app_context():
        opinion = db.session.scalar(
            select(ApplicationEvent.opinion).where(
                ApplicationEvent.application_id == returned[0].application_id, ApplicationEvent.action == "return"
            )
        )
    page = text(login("haian.clerk"))
    assert opinion
    assert opinion in page
    assert returned[0].inspection_no in page


def test_nothing_of_another_enterprise_stands_on_the_page(standing: Flask, login: Any) -> None:
    foreign = found(standing, *(status.value for status in Status), organisation="beifang")
    own = {certificate.inspection_no for certificate in found(standing, *home.ASKING)}
    assert foreign
    page = text(login("haian.clerk"))
    assert [c.inspection_no for c in foreign if c.inspection_no in page and c.inspection_no not in own] == []


@pytest.mark.parametrize("username", ["customs.0901", "customs.0908"])
def test_a_reviewer_sees_the_queue_of_his_office_only(standing: Flask, login: Any, username: str) -> None:
    with acting(standing, username) as reviewer:
        works = [work.certificate for pile in home.piles(reviewer) for work in pile.works]
        offices = {certificate.declaring_customs for certificate in works}
        numbers = [certificate.inspection_no for certificate in works]
        assert offices <= reviewer.customs_codes
    page = text(login(username))
    assert all(number in page for number in numbers)


def test_the_administrator_sees_what_waits(app: Flask, login: Any) -> None:
    with acting(app, "admin") as administrator:
        counts = home.administration(administrator)
    assert counts["unregistered"] >= 1
    assert f'<b class="num">{counts["unregistered"]}</b>' in text(login("admin"))


@pytest.mark.function("5.1")
def test_without_registration_number_the_page_says_why_and_what_to_do(login: Any) -> None:
    page = text(login("xiaogang.admin"))
    assert 'class="note warn"' in page
    assert page.count("<li>") >= 3
    assert "/certificates/" not in page


@pytest.mark.function("5.1")
@pytest.mark.parametrize("address", ["/certificates/veterinary_health/new", "/applications/new"])
def test_without_registration_number_a_clerk_is_told_before_he_types(app: Flask, login: Any, address: str) -> None:
    client = login("xiaogang.admin")
    with app.app_context():
        user = db.session.scalars(select(User).where(User.username == "xiaogang.admin")).one()
        user.roles.append(db.session.scalars(select(Role).where(Role.name == "clerk")).one())
        db.session.commit()
    answer = client.get(address)
    assert answer.status_code == 403
    assert "检验检疫注册号" in answer.text


def test_the_months_figures_are_the_events_of_the_month(standing: Flask) -> None:
    with acting(standing, "haian.clerk") as clerk:
        happened = db.session.execute(
            select(ApplicationEvent.action, ApplicationEvent.happened_at).join(
                Application, ApplicationEvent.application_id == Application.id
            )
        ).all()
        days = [(action, (at + timedelta(hours=8)).date()) for action, at in happened]
        last = max(day for _action, day in days)
        month = home.month(clerk, today=last)
    for action, counted in (("submit", month.declared), ("issue", month.issued), ("return", month.returned)):
        wanted = sum(a == action and (d.year, d.month) == (last.year, last.month) for a, d in days)
        assert counted == wanted
    assert month.declared
    assert [day.day for day in month.days] == [date(last.year, last.month, n) for n in range(1, last.day + 1)]


@pytest.mark.function("5.1")
def test_shortcuts_offer_the_types_used_last(standing: Flask, login: Any) -> None:
    page = text(login("haian.clerk"))
    offered = re.findall(r'href="/certificates/([a-z_]+)/new"', page)
    assert 1 <= len(offered) <= home.RECENT_TYPES
