"""Logging in with an IC card: by a signed challenge, or by the client certificate that the proxy hands over."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select

from app.domain.actor import Actor
from app.domain.days import china_day
from app.domain.errors import DomainError, NotFoundError
from app.extensions import db
from app.gateways import gateways
from app.gateways.identity import Card, CardVerifier, IdentityRefusedError
from app.models import CardChallenge, Identity
from app.services.base import parameters
from app.services.base.transaction import transaction
from app.services.doors import identities, logins
from app.services.doors.identities import Key
from app.services.doors.logins import Outcome

DOOR = "card"
LIFETIME = timedelta(minutes=5)


@dataclass(frozen=True, kw_only=True)
class Challenge:
    """Hold what a card is to sign: the nonce, which the session keeps, and the whole text."""

    nonce: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Signed:
    """Hold what somebody sends: the certificate (PEM or Base64), and the signature (Base64 or hexadecimal)."""

    certificate: str
    signature: str


def is_offered() -> bool:
    """Tell whether this deployment takes IC cards."""
    return gateways().cards is not None


def challenge(*, host: str, now: datetime) -> Challenge:
    """Make a challenge for this host that can be used once within five minutes, and forget those that are too old."""
    _verifier()
    nonce = secrets.token_urlsafe(32)
    row = CardChallenge(nonce_hash=_hash(nonce), host=host[:255], issued_at=now, expires_at=now + LIFETIME)
    with transaction():
        db.session.execute(delete(CardChallenge).where(CardChallenge.expires_at <= now))
        db.session.add(row)
    return Challenge(nonce=nonce, text=_text(host[:255], now, nonce))


def enter(nonce: str, signed: Signed, *, host: str, address: str, now: datetime) -> Outcome:
    """Log in the holder of the card that has signed the challenge; raises DomainError saying why not."""
    data = _used(nonce, host, now)
    certificate, signature = _decoded(signed.certificate), _decoded(signed.signature)
    verifier, allows_sha1 = _verifier(), _allows_sha1(now)
    return _enter(
        certificate,
        lambda: verifier.check_signature(certificate, signature, data=data, now=now, allows_sha1=allows_sha1),
        address=address,
        now=now,
    )


def enter_by_certificate(certificate: str, *, address: str, now: datetime) -> Outcome:
    """Log in the holder of the client certificate that a trusted proxy has proved and handed over."""
    data, verifier, allows_sha1 = _decoded(certificate), _verifier(), _allows_sha1(now)
    return _enter(data, lambda: verifier.check(data, now=now, allows_sha1=allows_sha1), address=address, now=now)


def bind(actor: Actor, nonce: str, signed: Signed, *, host: str, now: datetime) -> Identity:
    """Bind the card that has signed the challenge to the own account; raises DomainError."""
    data = _used(nonce, host, now)
    certificate, signature = _decoded(signed.certificate), _decoded(signed.signature)
    try:
        card = _verifier().check_signature(certificate, signature, data=data, now=now, allows_sha1=_allows_sha1(now))
    except IdentityRefusedError as error:
        raise DomainError(error.code) from error
    return identities.bind(actor, _key(card))


def read(certificate: str) -> Key:
    """Return what a certificate would be bound by, unchecked, for an administrator; raises DomainError."""
    try:
        return _key(_verifier().read(_decoded(certificate)))
    except IdentityRefusedError as error:
        raise DomainError(error.code) from error


def _enter(certificate: bytes, check: Callable[[], Card], *, address: str, now: datetime) -> Outcome:
    """Count the attempt under the account that the card is bound to, else under the card; then check the card."""
    refused: list[str] = []

    def _is_good() -> bool:
        try:
            check()
        except IdentityRefusedError as error:
            if error.is_fault:
                raise
            refused.append(error.code)
        return not refused

    try:
        key = _key(_verifier().read(certificate))
        bound = identities.find(key)
        if bound is not None:
            outcome = logins.enter(bound.user_id, address=address, now=now, door=DOOR, is_proved=_is_good)
        else:
            name = logins.disguised(f"card {key.issuer} {key.subject}")
            outcome = logins.prove(name, _is_good, address=address, now=now, door=DOOR) or Outcome()
            refused = refused or ([] if outcome.locked_until else ["card_not_bound"])
    except IdentityRefusedError as error:
        raise DomainError(error.code) from error
    if refused and outcome.locked_until is None:
        raise DomainError(refused[0])
    return outcome


def _used(nonce: str, host: str, now: datetime) -> bytes:
    """Return the text of a challenge and forget it: whatever becomes of this attempt, there is no second one."""
    with transaction():
        row = db.session.scalar(select(CardChallenge).where(CardChallenge.nonce_hash == _hash(nonce)).with_for_update())
        if row is None:
            raise DomainError("card_challenge_used")
        issued_at, made_for, is_late = row.issued_at, row.host, row.expires_at <= now
        db.session.delete(row)
    if is_late:
        raise DomainError("card_challenge_late")
    if made_for != host[:255]:
        raise DomainError("card_challenge_used")
    return _text(made_for, issued_at, nonce).encode()


def _text(host: str, issued_at: datetime, nonce: str) -> str:
    """Write a challenge on one line: a card that signs it says for which host and when."""
    return f"card-login {host} {issued_at.strftime('%Y-%m-%dT%H:%M:%SZ')} {nonce}"


def _hash(nonce: str) -> str:
    return hashlib.sha256(nonce.encode("utf-8", "replace")).hexdigest()


def _decoded(text: str) -> bytes:
    """Read PEM as it is, and Base64 or hexadecimal as cards and their programs write it; raises DomainError."""
    if "-----BEGIN" in text:
        return text.strip().encode("utf-8", "replace")
    compact = "".join(text.split())
    try:
        return bytes.fromhex(compact)
    except ValueError:
        try:
            return base64.b64decode(compact, validate=True)
        except ValueError as error:
            raise DomainError("card_unreadable") from error


def _allows_sha1(now: datetime) -> bool:
    """Tell whether old cards may still sign with SHA-1 today; a date that is none allows nothing."""
    try:
        return china_day(now) <= date.fromisoformat(parameters.text("card_sha1_until").strip())
    except ValueError:
        return False


def _key(card: Card) -> Key:
    return Key(kind="card", issuer=card.issuer, subject=card.subject, label=card.name, expires_at=card.expires_at)


def _verifier() -> CardVerifier:
    verifier = gateways().cards
    if verifier is None:
        raise NotFoundError
    return verifier
