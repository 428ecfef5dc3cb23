"""Overseas users: opened, changed, disabled, deleted and given passwords by their enterprise or the administrator."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import User
from tests.support.forms import post
from tests.support.portal import DOOR, HOME, enter

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

    Login = Callable[[str], FlaskClient]

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")

LIST, NEW = "/overseas-users/", "/overseas-users/new"
PERSON = {"login": "off.new", "last_name": "SILVA (EXAMPLE)", "first_name": "ANA", "email": "ana@example.invalid"}
OTHER = {**PERSON, "login": "off.second", "email": "second@example.invalid"}


def _open(client: FlaskClient, **fields: str) -> tuple[str, str]:
    """Open an account and return its page and its one-time password."""
    answer = post(client, NEW, data={"phone": "", "country": "", "locale": "", **PERSON, **fields})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 200, page
    password, address = re.search(r"<output>(.+?)</output>", page), re.search(r'href="(/overseas-users/\d+)"', page)
    assert password
    assert address
    return address.group(1), re.sub(r"<[^>]+>", "", password.group(1))


def _user(app: Flask, username: str) -> Any:
    with app.app_context():
        user = db.session.scalars(select(User).where(User.username == username)).one()
        return {
            "id": user.id,
            "owner": user.organisation_id,
            "country": user.country,
            "roles": [r.name for r in user.roles],
        }


@pytest.mark.function("5.7-manage")
def test_an_administrator_opens_an_account_for_a_country_and_it_logs_in(app: Flask, login: Login) -> None:
    admin = login("admin")
    refused = post(admin, NEW, data={"phone": "", "country": "", "locale": "", **PERSON})
    assert refused.status_code == 422
    assert PERSON["last_name"] in refused.get_data(as_text=True)
    address, password = _open(admin, country="BRA")
    assert _user(app, "off.new")["country"] == "BRA"
    assert _user(app, "off.new")["owner"] is None
    assert _user(app, "off.new")["roles"] == ["overseas"]
    official = enter(app, "off.new", password)
    answer = official.get(HOME)
    assert answer.headers["Location"] == "/overseas/password/"
    assert '<html lang="pt"' in official.get("/overseas/password/").get_data(as_text=True)
    shown = admin.get(address).get_data(as_text=True)
    assert "off.new" in shown
    assert "off.new" in admin.get(f"{LIST}?country=BRA").get_data(as_text=True)
    assert "off.new" not in admin.get(f"{LIST}?country=KOR").get_data(as_text=True)


@pytest.mark.function("5.7-manage")
def test_an_enterprise_opens_accounts_for_itself_and_sees_no_others(app: Flask, login: Login) -> None:
    haian, beifang = login("haian.admin"), login("beifang.admin")
    address, _password = _open(haian)
    assert _user(app, "off.new")["owner"] == _user(app, "haian.admin")["owner"]
    assert "off.new" in haian.get(LIST).get_data(as_text=True)
    for path in ("", "/edit", "/password", "?tab=history"):
        assert beifang.get(f"{address}{path}").status_code == 404, path
    for path in ("/disable", "/enable", "/delete"):
        assert post(beifang, f"{address}{path}", form_on=NEW).status_code == 404, path
    assert "off.new" not in beifang.get(LIST).get_data(as_text=True)
    assert "overseas.kor" not in haian.get(LIST).get_data(as_text=True)  # the administrator opened that one
    assert login("haian.clerk").get(LIST).status_code == 403


@pytest.mark.function("5.7-manage")
def test_nobody_reaches_other_accounts_by_this_screen(app: Flask, login: Login) -> None:
    clerk = _user(app, "haian.clerk")["id"]
    for who in ("haian.admin", "admin"):
        client = login(who)
        assert client.get(f"{LIST}{clerk}").status_code == 404
        for path in ("disable", "enable", "delete", "edit", "password"):
            data = {"new": "Volga-heron-1954", "repeated": "Volga-heron-1954"}
            assert post(client, f"{LIST}{clerk}/{path}", form_on=NEW, data=data).status_code == 404, (who, path)


@pytest.mark.function("5.7-manage")
def test_an_account_is_changed_and_an_old_form_is_noticed(app: Flask, login: Login) -> None:
    admin = login("admin")
    address, _password = _open(admin, country="BRA")
    form = admin.get(f"{address}/edit").get_data(as_text=True)
    state = re.search(r'name="state" value="([^"]*)"', form)
    assert state
    seen = {"state": state.group(1).replace("&#34;", '"')}
    fields = {**PERSON, "phone": "", "locale": "ru", "country": "PRT"}
    assert post(admin, f"{address}/edit", data={**fields, **seen}).status_code == 303
    assert _user(app, "off.new")["country"] == "PRT"
    assert post(admin, f"{address}/edit", data={**fields, **seen}).status_code == 409
    wrong = post(admin, f"{address}/edit", data={**fields, "country": ""}, follow_redirects=True)
    assert wrong.status_code in {409, 422}
    history = admin.get(f"{address}?tab=history").get_data(as_text=True)
    assert "葡萄牙" in history


@pytest.mark.function("5.7-manage")
def test_a_name_or_address_that_is_taken_is_refused(login: Login) -> None:
    admin = login("admin")
    _open(admin, country="BRA")
    assert post(admin, NEW, data={"phone": "", "locale": "", **PERSON, "country": "BRA"}).status_code == 422
    odd = {"phone": "", "locale": "xx", **OTHER, "country": "BRA"}
    assert post(admin, NEW, data=odd).status_code == 422


@pytest.mark.function("5.7-manage")
def test_disabling_and_deleting_end_access_at_once(app: Flask, login: Login) -> None:
    admin, number = login("admin"), _user(app, "overseas.kor")["id"]
    official = enter(app, "overseas.kor")
    assert official.get(HOME).status_code == 200
    assert post(admin, f"{LIST}{number}/disable", form_on=NEW).status_code == 303
    assert official.get(HOME).status_code == 302
    assert post(admin, f"{LIST}{number}/enable", form_on=NEW).status_code == 303
    assert official.get(HOME).status_code == 302  # the old session stays dead
    official = enter(app, "overseas.kor")
    assert post(admin, f"{LIST}{number}/delete", form_on=NEW).headers["Location"] == LIST
    assert official.get(HOME).status_code == 302
    assert "overseas.kor" in admin.get(LIST).get_data(as_text=True)  # the message that it is deleted, once
    assert "overseas.kor" not in admin.get(LIST).get_data(as_text=True)
    from app.services.demo.demo import password

    data = {"username": "overseas.kor", "password": password()}
    assert post(app.test_client(), DOOR, data=data).status_code == 401
    assert admin.get(f"{LIST}{number}").status_code == 404


@pytest.mark.function("5.7-jump")
def test_changing_a_password_leads_to_the_portals_door_and_logs_nobody_in(app: Flask, login: Login) -> None:
    admin, number = login("haian.admin"), _user(app, "overseas.jpn")["id"]
    old = enter(app, "overseas.jpn")
    address = f"{LIST}{number}/password"
    assert post(admin, address, data={"new": "short", "repeated": "short"}).status_code == 422
    assert post(admin, address, data={"new": "Volga-heron-1954", "repeated": "Volga-heron"}).status_code == 422
    answer = post(admin, address, data={"new": "Volga-heron-1954", "repeated": "Volga-heron-1954"})
    assert (answer.status_code, answer.headers["Location"]) == (303, DOOR)
    door = admin.get(DOOR)
    assert door.status_code == 200
    assert 'name="password"' in door.get_data(as_text=True)
    assert admin.get(HOME).status_code == 403
    assert old.get(HOME).status_code == 302
    official = enter(app, "overseas.jpn", "Volga-heron-1954")
    assert official.get(HOME).headers["Location"] == "/overseas/password/"
