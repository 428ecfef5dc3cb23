"""A thousand guesses an hour on each door: the rules let the same few through everywhere (bar S4)."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.domain.errors import DomainError
from app.extensions import db
from app.gateways.identity import Card, IdentityRefusedError
from app.models import Identity, User
from app.services.base.transaction import transaction
from app.services.doors import card_logins, logins, outside_logins, passwords
from app.services.doors.card_logins import Signed
from tests.conftest import NOW

if TYPE_CHECKING:
    from flask import Flask

pytestmark = pytest.mark.bar("S4")
#: 5 at once, 5 after 10 minutes, 5 after 20 more: the next pause ends after the hour.
IN_AN_HOUR = 15
ADDRESS = "10.0.0.1"


class Shut:
    """Refuse every proof and count how many were looked at."""

    def __init__(self) -> None:
        self.looked_at = 0

    def refuse(self, *_: Any, **__: Any) -> Any:
        self.looked_at += 1
        raise IdentityRefusedError("card_signature_wrong")

    check = check_signature = identity = refuse

    def read(self, _certificate: bytes) -> Card:
        return Card(issuer="CN=EXAMPLE", subject="1", name="EXAMPLE", expires_at=NOW)

    def address(self, **_: str) -> str:
        return "https://provider.example/"


@pytest.fixture
def shut(context: Flask, monkeypatch: pytest.MonkeyPatch) -> Shut:
    """Put a door that refuses everything in place of provider and authorities, and count checked passwords too."""
    made = Shut()
    connected = dataclasses.replace(context.extensions["gateways"], outside=made, cards=made)  # type: ignore[type-var]
    monkeypatch.setitem(context.extensions, "gateways", connected)
    monkeypatch.setattr(passwords, "matches", lambda *_: made.__setattr__("looked_at", made.looked_at + 1))
    with transaction():
        user = db.session.scalars(select(User.id).where(User.username == "haian.clerk")).one()
        db.session.add(Identity(user_id=user, kind="card", issuer="CN=EXAMPLE", subject="1"))
    return made


def by_password(now: datetime, *, door: str = "form", for_role: str | None = None) -> None:
    logins.attempt("haian.clerk", "wrong", address=ADDRESS, now=now, door=door, for_role=for_role)


def overseas(now: datetime) -> None:
    by_password(now, door="overseas", for_role="overseas")


def change(now: datetime) -> None:
    by_password(now, door="change")


def card(now: datetime) -> None:
    nonce = card_logins.challenge(host="localhost", now=now).nonce
    sent = Signed(certificate="00", signature="00")
    card_logins.enter(nonce, sent, host="localhost", address=ADDRESS, now=now)


def card_by_tls(now: datetime) -> None:
    card_logins.enter_by_certificate("00", address=ADDRESS, now=now)


def outside(now: datetime) -> None:
    journey, _ = outside_logins.begin(redirect_uri="x", now=now)
    outside_logins.enter(journey, state=journey.state, code="guess", redirect_uri="x", address=ADDRESS, now=now)


DOORS = (by_password, overseas, change, card, card_by_tls, outside)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("guesses", [60, pytest.param(1000, marks=pytest.mark.soak)])
def test_an_hour_of_guesses_is_held_to_the_limit(shut: Shut, door: Callable[[datetime], None], guesses: int) -> None:
    for number in range(guesses):
        with suppress(DomainError):
            door(NOW + timedelta(hours=1) * number / guesses)
    assert 5 <= shut.looked_at <= IN_AN_HOUR


def test_doors_of_one_account_share_their_limit(shut: Shut) -> None:
    for door in (by_password, card, by_password, card_by_tls, overseas, card, by_password, card_by_tls):
        with suppress(DomainError):
            door(NOW)
    assert shut.looked_at == 5
