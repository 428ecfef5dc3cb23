"""The pages of the door for IC cards: by a signed text, by the proxy's certificate, and binding a card of one's own."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app.models.base import utc_now
from app.services.demo.demo import password
from tests.security.test_card_door import CLERK, authority, bind
from tests.support.cards import YEAR, Authority, Card
from tests.support.forms import post

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

__all__ = ["authority"]
pytestmark = [
    pytest.mark.function("4-c"),
    pytest.mark.one_database(reason="the door decides on the request; test_login_attempts counts on both"),
]


def live_card(authority: Authority) -> Card:
    """Issue a card that is good at this very moment, which the pages ask."""
    now = utc_now()
    return authority.issue(starts=now - YEAR, ends=now + YEAR)


def challenge_on(page: str) -> str:
    return page.split('id="challenge" dir="ltr">')[1].split("<", maxsplit=1)[0]


@pytest.fixture
def live(tmp_path: Path, authority: Authority) -> Authority:
    """Give the authority with a list of today."""
    (tmp_path / "revoked.pem").write_bytes(authority.revocations(starts=utc_now() - timedelta(days=1)))
    return authority


def test_the_page_takes_certificate_and_signature(app: Flask, client: FlaskClient, live: Authority) -> None:
    card = live_card(live)
    with app.app_context():
        bind(card)
    page = client.get("/login/card/").get_data(as_text=True)
    token = page.split('name="csrf_token" value="')[1].split('"')[0]
    sent = {
        "csrf_token": token,
        "certificate": card.pem,
        "signature": card.sign(challenge_on(page)),
        "next": "/search/",
    }
    answer = client.post("/login/card/", data=sent)
    assert (answer.status_code, answer.headers.get("Location")) == (303, "/search/")
    again = app.test_client().post("/login/card/", data=sent)
    assert again.status_code == 400  # another browser has no token, and no challenge


def test_the_pages_of_a_system_without_cards_are_not_there(client: FlaskClient) -> None:
    assert "/login/card/" not in client.get("/login/").get_data(as_text=True)
    assert client.get("/login/card/").status_code == 404


def test_a_user_binds_his_card_with_his_password(
    app: Flask, live: Authority, login: Callable[[str], FlaskClient]
) -> None:
    card, client = live_card(live), login(CLERK)
    for secret, code in (("Not-the-password-1", 422), (password(), 303)):
        page = client.get("/account/card").get_data(as_text=True)
        token = page.split('name="csrf_token" value="')[1].split('"')[0]
        sent = {"certificate": card.pem, "signature": card.sign(challenge_on(page)), "password": secret}
        assert client.post("/account/card", data={"csrf_token": token, **sent}).status_code == code
    assert "LIN HAI (EXAMPLE)" in client.get("/account/").get_data(as_text=True)


@pytest.fixture
def handing_over(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the proxy at 127.0.0.1 hand certificates over."""
    settings = dataclasses.replace(
        app.config["SETTINGS"], card_header="X-Client-Certificate", card_proxies=("127.0.0.1",)
    )
    monkeypatch.setitem(app.config, "SETTINGS", settings)


def by_tls(client: FlaskClient, card: Card, *, sender: str = "127.0.0.1") -> Any:
    from urllib.parse import quote

    headers = {"X-Client-Certificate": quote(card.pem)}
    return post(
        client, "/login/card/certificate", form_on="/login/card/", headers=headers, environ_base={"REMOTE_ADDR": sender}
    )


@pytest.mark.usefixtures("handing_over")
def test_the_proxy_s_certificate_opens_and_a_stranger_s_does_not(
    app: Flask, client: FlaskClient, live: Authority
) -> None:
    card = live_card(live)
    with app.app_context():
        bind(card)
    assert by_tls(client, card, sender="10.7.7.7").status_code == 401
    assert by_tls(client, card).status_code == 303
    assert client.get("/account/").status_code == 200
    assert by_tls(app.test_client(), live_card(Authority())).status_code == 401


def test_without_the_setting_the_header_says_nothing(app: Flask, client: FlaskClient, live: Authority) -> None:
    card = live_card(live)
    with app.app_context():
        bind(card)
    assert by_tls(client, card).status_code == 401
