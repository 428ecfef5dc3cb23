"""The door for IC cards: a good card that is bound gets in, by signature or by TLS; every other one does not."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.x509.oid import ExtendedKeyUsageOID
from sqlalchemy import func, select

from app.domain.actor import SYSTEM
from app.domain.errors import DomainError
from app.extensions import db
from app.gateways.identity.cards import AuthorityFiles
from app.models import Identity, LoginAttempt, SystemParameter, User
from app.services.base.transaction import transaction
from app.services.doors import card_logins
from app.services.doors.card_logins import Signed
from app.services.people import users
from tests.support import cards
from tests.support.cards import NOW, YEAR, Authority, Card, usage

if TYPE_CHECKING:
    from flask import Flask

pytestmark = [
    pytest.mark.function("4-c"),
    pytest.mark.bar("S4"),
    pytest.mark.one_database(reason="the door decides on the request; test_login_attempts counts on both"),
]
CLERK, HOST, ADDRESS = "haian.clerk", "localhost", "10.0.0.1"


@pytest.fixture(scope="module")
def rsa_key() -> Any:
    return cards.rsa_key()


@pytest.fixture
def authority(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """Connect the application to an authority of its own."""
    made = Authority()
    authorities, revocations = made.write(tmp_path)
    verifier = AuthorityFiles(authorities=authorities, revocations=revocations)
    monkeypatch.setitem(app.extensions, "gateways", dataclasses.replace(app.extensions["gateways"], cards=verifier))
    return made


def bind(card: Card, login: str = CLERK) -> None:
    key = card_logins.read(card.pem)
    with transaction():
        user = db.session.scalars(select(User.id).where(User.username == login)).one()
        db.session.add(Identity(user_id=user, kind="card", issuer=key.issuer, subject=key.subject))


def enter(card: Card, *, how: str = "pkcs1", now: Any = NOW, signed: Card | None = None, host: str = HOST) -> Any:
    challenge = card_logins.challenge(host=HOST, now=now)
    sent = Signed(certificate=card.pem, signature=(signed or card).sign(challenge.text, how=how))
    return card_logins.enter(challenge.nonce, sent, host=host, address=ADDRESS, now=now)


def refusal(card: Card, **options: Any) -> str:
    with pytest.raises(DomainError) as refused:
        enter(card, **options)
    return refused.value.code


def test_a_bound_card_gets_in(context: Flask, authority: Authority) -> None:
    card = authority.issue()
    bind(card)
    assert enter(card).user.username == CLERK


@pytest.mark.parametrize("how", ["pkcs1", "pss"])
def test_rsa_cards_sign_in_both_ways(context: Flask, authority: Authority, rsa_key: Any, how: str) -> None:
    card = authority.issue(key=rsa_key)
    bind(card)
    assert enter(card, how=how).user.username == CLERK


def test_sha_1_counts_only_until_the_day_that_is_set(context: Flask, authority: Authority, rsa_key: Any) -> None:
    card = authority.issue(key=rsa_key)
    bind(card)
    assert refusal(card, how="sha1") == "card_signature_wrong"
    for day, is_let_in in (("2026-11-22", False), ("2026-11-23", True), ("tomorrow", False), ("", False)):
        with transaction():
            row = db.session.scalars(select(SystemParameter).where(SystemParameter.name == "card_sha1_until")).one()
            row.value = day
        if is_let_in:
            assert enter(card, how="sha1").user is not None
        else:
            assert refusal(card, how="sha1") == "card_signature_wrong"


def test_a_signature_works_once(context: Flask, authority: Authority) -> None:
    card = authority.issue()
    bind(card)
    challenge = card_logins.challenge(host=HOST, now=NOW)
    sent = Signed(certificate=card.pem, signature=card.sign(challenge.text))
    assert card_logins.enter(challenge.nonce, sent, host=HOST, address=ADDRESS, now=NOW).user is not None
    with pytest.raises(DomainError, match="card_challenge_used"):
        card_logins.enter(challenge.nonce, sent, host=HOST, address=ADDRESS, now=NOW)


def test_a_signature_for_another_host_or_too_late_opens_nothing(context: Flask, authority: Authority) -> None:
    card = authority.issue()
    bind(card)
    assert refusal(card, host="evil.example") == "card_challenge_used"
    challenge = card_logins.challenge(host=HOST, now=NOW)
    foreign = challenge.text.replace(HOST, "evil.example")
    sent = Signed(certificate=card.pem, signature=card.sign(foreign))
    with pytest.raises(DomainError, match="card_signature_wrong"):
        card_logins.enter(challenge.nonce, sent, host=HOST, address=ADDRESS, now=NOW)
    late = card_logins.challenge(host=HOST, now=NOW)
    sent = Signed(certificate=card.pem, signature=card.sign(late.text))
    with pytest.raises(DomainError, match="card_challenge_late"):
        card_logins.enter(late.nonce, sent, host=HOST, address=ADDRESS, now=NOW + timedelta(minutes=5))


@pytest.mark.parametrize(
    ("chosen", "code"),
    [
        ({"ends": NOW}, "card_expired"),
        ({"starts": NOW + timedelta(minutes=1)}, "card_not_yet_valid"),
        ({"usage": usage(key_encipherment=True)}, "card_not_for_login"),
        ({"purpose": ExtendedKeyUsageOID.SERVER_AUTH}, "card_not_for_login"),
        ({"is_authority": True, "usage": usage(digital_signature=True, key_cert_sign=True)}, "card_not_for_login"),
    ],
    ids=["expired", "not yet", "encryption", "server", "authority"],
)
def test_a_card_that_is_not_good_is_told_why(
    context: Flask, authority: Authority, chosen: dict[str, Any], code: str
) -> None:
    card = authority.issue(**chosen)
    bind(card)
    assert refusal(card) == code


def test_a_card_of_another_authority_with_the_same_name_opens_nothing(context: Flask, authority: Authority) -> None:
    card = Authority().issue()
    bind(card)
    assert refusal(card) == "card_other_authority"


def test_the_authority_s_own_certificate_is_no_card(context: Flask, authority: Authority) -> None:
    assert refusal(Card(authority.key, authority.certificate)) == "card_other_authority"


def test_a_card_below_a_card_opens_nothing(context: Flask, authority: Authority) -> None:
    middle = authority.issue("MIDDLE (EXAMPLE)")
    false = Authority(title="MIDDLE (EXAMPLE)")
    false.key, false.certificate = middle.key, middle.certificate
    card = false.issue()
    bind(card)
    assert refusal(card) == "card_other_authority"


def test_a_revoked_card_opens_nothing_and_a_list_that_is_missing_or_old_no_card(
    context: Flask, authority: Authority, tmp_path: Path
) -> None:
    card, good = authority.issue(), authority.issue()
    bind(card)
    bind(good, "beifang.clerk")
    authority.revoked.append(card.certificate.serial_number)
    authority.write(tmp_path)
    assert refusal(card) == "card_revoked"
    assert enter(good).user.username == "beifang.clerk"
    revocations = tmp_path / "revoked.pem"
    for text in (authority.revocations(starts=NOW - YEAR), Authority().revocations(), b""):
        revocations.write_bytes(text)
        assert refusal(good) == "card_revocation_unknown"
    revocations.unlink()
    assert refusal(good) == "card_settings_wrong"


def test_a_stolen_certificate_without_its_key_opens_nothing(context: Flask, authority: Authority) -> None:
    card = authority.issue()
    bind(card)
    assert refusal(card, signed=authority.issue()) == "card_signature_wrong"


def test_a_good_card_that_is_bound_to_nobody_is_told_so(context: Flask, authority: Authority) -> None:
    assert refusal(authority.issue()) == "card_not_bound"


@pytest.mark.parametrize("text", ["", "nonsense", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", "00"])
def test_what_is_no_certificate_is_refused_in_words(context: Flask, authority: Authority, text: str) -> None:
    challenge = card_logins.challenge(host=HOST, now=NOW)
    with pytest.raises(DomainError, match="card_unreadable"):
        card_logins.enter(
            challenge.nonce, Signed(certificate=text, signature="00"), host=HOST, address=ADDRESS, now=NOW
        )


@pytest.mark.parametrize("end", [users.lock, users.deregister])
def test_the_card_of_a_locked_account_stays_out(context: Flask, authority: Authority, end: Any) -> None:
    card = authority.issue()
    bind(card)
    end(SYSTEM, db.session.scalars(select(User.id).where(User.username == CLERK)).one(), now=NOW)
    assert enter(card).user is None


def test_five_wrong_signatures_pause_the_account_the_good_one_included(context: Flask, authority: Authority) -> None:
    card, other = authority.issue(), authority.issue()
    bind(card)
    assert [refusal(card, signed=other) for _ in range(4)] == ["card_signature_wrong"] * 4
    assert enter(card, signed=other).locked_until == NOW + timedelta(minutes=10)
    assert enter(card).user is None
    assert enter(card, now=NOW + timedelta(minutes=10)).user is not None


def test_faults_of_ours_are_no_guesses(context: Flask, authority: Authority, tmp_path: Path) -> None:
    card = authority.issue()
    bind(card)
    (tmp_path / "revoked.pem").unlink()
    for _ in range(6):
        assert refusal(card) == "card_settings_wrong"
    assert db.session.scalar(select(func.count(LoginAttempt.id))) == 0
