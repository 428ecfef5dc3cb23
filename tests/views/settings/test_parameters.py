"""System parameters of the kinds choice and secret: offered as options, or written and never read again."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from app.domain.parameters import DECLARED, Parameter
from app.extensions import db
from app.models import OperationRecord, SystemParameter
from app.services.base import parameters
from app.services.base.transaction import transaction
from tests.support.forms import post

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

    Login = Callable[[str], FlaskClient]

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")

SECRET = "Kranich-7731-example"


@pytest.fixture
def number(app: Flask, monkeypatch: pytest.MonkeyPatch) -> int:
    """Declare one more parameter, a secret, and return the number of its row."""
    monkeypatch.setitem(DECLARED, "example_key", Parameter("example_key", "secret", ""))
    with app.app_context():
        with transaction():
            parameters.take_in_declared()
        return db.session.scalars(db.select(SystemParameter.id).where(SystemParameter.name == "example_key")).one()


def save(client: FlaskClient, number: int, value: str) -> int:
    page = f"/parameters/{number}/edit"
    version = client.get(page).text.partition('name="version" value="')[2].partition('"')[0]
    told = {"name": "example_key", "value": value, "remark": "", "version": version, "seen": "0"}
    return post(client, page, data=told).status_code


def stored(app: Flask, number: int) -> str:
    with app.app_context():
        return db.session.get(SystemParameter, number).value


@pytest.mark.function("5.2.1-a")
def test_a_secret_is_written_and_shown_nowhere(app: Flask, login: Login, number: int) -> None:
    admin = login("admin")
    assert save(admin, number, SECRET) == 303
    assert save(admin, number, "") == 303
    assert stored(app, number) == SECRET
    for page in ("", "/edit", "?tab=history"):
        html = admin.get(f"/parameters/{number}{page}").text
        assert "example_key" in html
        assert SECRET not in html
    listed = admin.get("/parameters/?name=example_key").text
    assert "已设置" in listed or ">Set<" in listed
    assert SECRET not in listed
    assert f'href="/parameters/{number}"' in admin.get("/parameters/").text
    # a search by value would let one guess it letter by letter
    assert f'href="/parameters/{number}"' not in admin.get("/parameters/?value=Kranich").text
    with app.app_context():
        told = [json.dumps(one.changes) for one in db.session.scalars(db.select(OperationRecord))]
    assert [one for one in told if SECRET in one] == []
    assert any("example_key" in one for one in told)


@pytest.mark.function("5.2.1-a")
def test_setting_back_a_secret_takes_it_away(app: Flask, login: Login, number: int) -> None:
    admin = login("admin")
    save(admin, number, SECRET)
    page = f"/parameters/{number}"
    with app.app_context():
        version = db.session.get(SystemParameter, number).version
    assert post(admin, f"{page}/set-back", form_on=page, data={"version": version}).status_code == 303
    assert stored(app, number) == ""


@pytest.mark.function("5.2.1-a")
def test_a_choice_offers_its_options_and_takes_no_other(app: Flask, login: Login) -> None:
    admin = login("admin")
    with app.app_context():
        wanted = db.select(SystemParameter.id).where(SystemParameter.name == "password_policy")
        number = db.session.scalars(wanted).one()
    assert '<option value="classes">' in admin.get(f"/parameters/{number}/edit").text
    assert save(admin, number, "none") == 422
    assert save(admin, number, "classes") == 303
    with app.app_context():
        assert parameters.text("password_policy") == "classes"


@pytest.mark.function("5.2.1-d")
def test_an_export_holds_no_secret(login: Login, number: int) -> None:
    admin = login("admin")
    save(admin, number, SECRET)
    answer = admin.get("/parameters/export/xlsx?reach=all")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as book:
        told = "".join(book.read(name).decode(errors="replace") for name in book.namelist())
    assert "example_key" in told
    assert SECRET not in told


@pytest.mark.function("5.2.1-b")
@pytest.mark.parametrize(
    ("query", "found"),
    [("value=不易", "password_policy"), ("value=否", "approval_needs"), ("name=热线", "service_hotline")],
)
def test_a_parameter_is_shown_and_found_in_words(login: Login, query: str, found: str) -> None:
    rows = login("admin").get(f"/parameters/?{query}").text.partition("<tbody>")[2].partition("</tbody>")[0]
    assert found in rows
    assert "session_idle_minutes" not in rows
    assert not {">strength<", ">no<"} & set(rows.split())
