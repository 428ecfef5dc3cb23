"""An enterprise gets in, in a browser: registration, approval, first login; and a card signs by its program."""

from __future__ import annotations

import dataclasses
import json
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.extensions import db
from app.gateways.identity.cards import AuthorityFiles
from app.models import Identity, User
from app.models.base import utc_now
from app.services.base.transaction import transaction
from app.services.demo import demo
from app.services.doors import card_logins
from tests.support.cards import YEAR, Authority, Card
from tests.views.people.test_registration import FIELDS, PASSWORD

if TYPE_CHECKING:
    from flask import Flask

MIDDLEWARE = "ws://127.0.0.1:61232"


def enter(page: Any, name: str, secret: str) -> None:
    page.goto("/login/")
    page.fill("#username", name)
    page.fill("#password", secret)
    page.click("form.ways button.pri")
    page.wait_for_load_state()


@pytest.mark.function("2.2")
def test_an_enterprise_registers_is_approved_and_logs_in(page: Any) -> None:
    page.goto("/login/")
    page.click('a[href="/registration/"]')
    for name, value in FIELDS.items():
        page.fill(f"#{name}", value)
    page.click("form .pri")
    assert len(page.inner_text("output").replace("-", "")) == 20
    enter(page, FIELDS["login"], PASSWORD)
    assert page.url.endswith("/registration/state")
    enter(page, "admin", demo.password())
    page.click('main a[href="/registrations/"]')
    page.click(f"main >> text={FIELDS['name']}")
    page.click('form[action$="/approve"] button')
    page.click("dialog [value=yes]")
    page.wait_for_selector(".flash .note.ok")
    page.click("details.user summary")
    page.click('form[action="/logout/"] button')
    enter(page, FIELDS["login"], PASSWORD)
    assert page.locator("nav.side a").count() > 10


@pytest.fixture
def card(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Card:
    """Give the clerk a card, and the page its program."""
    authority, now = Authority(), utc_now()
    authorities, revocations = authority.write(tmp_path)
    Path(revocations).write_bytes(authority.revocations(starts=now - timedelta(days=1)))
    verifier = AuthorityFiles(authorities=authorities, revocations=revocations)
    monkeypatch.setitem(app.extensions, "gateways", dataclasses.replace(app.extensions["gateways"], cards=verifier))
    settings = dataclasses.replace(app.config["SETTINGS"], card_middleware=MIDDLEWARE)
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    made = authority.issue(starts=now - YEAR, ends=now + YEAR)
    with app.app_context(), transaction():
        key = card_logins.read(made.pem)
        user = db.session.scalars(select(User.id).where(User.username == "haian.clerk")).one()
        db.session.add(Identity(user_id=user, kind="card", issuer=key.issuer, subject=key.subject))
    return made


@pytest.mark.function("4-c")
def test_a_card_signs_by_its_program_and_its_pin_goes_nowhere_else(page: Any, card: Card) -> None:
    def _answer(socket: Any, message: str) -> None:
        asked = json.loads(message)
        if asked["_method"].endswith("SignDataAsPEM"):
            is_right = asked["args"]["passwd"] == "8888"
            data = [card.sign(asked["args"]["inData"]), "4711"] if is_right else []
        else:
            is_right, data = True, [card.pem]
        reply = {"_id": asked["_id"], "_method": asked["_method"], "_args": {"Result": is_right, "Data": data}}
        socket.send(json.dumps(reply))

    page.route_web_socket(MIDDLEWARE, lambda socket: socket.on_message(lambda message: _answer(socket, message)))
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or "") if request.method == "POST" else None)
    page.goto("/login/card/")
    page.fill("#pin", "0000")
    page.click("#sign")
    page.wait_for_selector("#card-says:not(:empty)")
    assert sent == []
    page.fill("#pin", "8888")
    page.click("#sign")
    page.wait_for_selector("#find")
    assert "8888" not in sent[0].split('name="certificate"')[0]
    assert page.locator("details.user").count() == 1
