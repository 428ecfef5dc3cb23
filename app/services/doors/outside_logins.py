"""Logging in through an outside identity provider, the Single Window 单一窗口: leave, come back, be recognised."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from app.domain.actor import Actor
from app.domain.errors import DomainError, NotFoundError
from app.gateways import gateways
from app.gateways.identity import IdentityRefusedError, OutsideIdentity, OutsideProvider
from app.models import Identity
from app.services.base.records import Columns
from app.services.doors import identities, logins
from app.services.doors.identities import Key
from app.services.doors.logins import Outcome

DOOR = "outside"
#: How long somebody may take at the provider.
LIFETIME = timedelta(minutes=10)


@dataclass(frozen=True, kw_only=True)
class Journey:
    """Hold what must come back unchanged with somebody who went to the provider; kept in his session, used once.

    user_id   whose account the identity is to be bound to; None for a login
    """

    state: str
    nonce: str
    verifier: str
    started_at: str
    user_id: int | None = None
    next: str = ""

    def kept(self) -> Columns:
        """Return it as a session holds it."""
        return asdict(self)


def is_offered() -> bool:
    """Tell whether this deployment has an identity provider."""
    return gateways().outside is not None


def begin(*, redirect_uri: str, now: datetime, user_id: int | None = None, target: str = "") -> tuple[Journey, str]:
    """Return a new journey, and where it leads; raises NotFoundError without a provider, DomainError out of reach."""
    journey = Journey(
        state=secrets.token_urlsafe(24),
        nonce=secrets.token_urlsafe(24),
        verifier=secrets.token_urlsafe(48),
        started_at=now.isoformat(),
        user_id=user_id,
        next=target,
    )
    digest = hashlib.sha256(journey.verifier.encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    try:
        leads_to = _provider().address(
            redirect_uri=redirect_uri, state=journey.state, nonce=journey.nonce, challenge=challenge
        )
    except IdentityRefusedError as error:
        raise DomainError(error.code) from error
    return journey, leads_to


def enter(journey: Journey | None, *, state: str, code: str, redirect_uri: str, address: str, now: datetime) -> Outcome:
    """Log in whoever comes back with the code of a journey of this session; raises DomainError saying why not."""
    journey = _arrived(journey, state, now)
    found = _identity(journey, code, redirect_uri, address, now)
    if isinstance(found, Outcome):
        return found
    row = _binding(found)
    if row is None:
        raise DomainError("outside_not_bound", name=found.name or found.subject)
    return logins.enter(row.user_id, address=address, now=now, door=DOOR)


def bind(actor: Actor, journey: Journey | None, *, state: str, code: str, redirect_uri: str, now: datetime) -> Identity:
    """Bind the account that somebody comes back with to his own one; raises DomainError."""
    journey = _arrived(journey, state, now)
    if actor.user_id is None or journey.user_id != actor.user_id:
        raise DomainError("outside_not_asked")
    found = _identity(journey, code, redirect_uri, actor.address, now)
    if isinstance(found, Outcome):
        raise DomainError("login_paused" if found.locked_until else "outside_token_wrong")
    return identities.bind(actor, _key(found))


def _arrived(journey: Journey | None, state: str, now: datetime) -> Journey:
    """Return the journey that this answer belongs to; an answer that this session did not ask for opens nothing."""
    if journey is None or not hmac.compare_digest(journey.state.encode(), state.encode("utf-8", "replace")):
        raise DomainError("outside_not_asked")
    if now - datetime.fromisoformat(journey.started_at) > LIFETIME:
        raise DomainError("outside_too_late")
    return journey


def _identity(journey: Journey, code: str, redirect_uri: str, address: str, now: datetime) -> OutsideIdentity | Outcome:
    """Return whom the provider vouches for, or how the attempt was counted; raises DomainError when out of reach."""
    found: list[OutsideIdentity] = []

    def _is_vouched_for() -> bool:
        try:
            found.append(
                _provider().identity(
                    code, redirect_uri=redirect_uri, nonce=journey.nonce, verifier=journey.verifier, now=now
                )
            )
        except IdentityRefusedError as error:
            if error.is_fault:
                raise
        return bool(found)

    try:
        name = logins.disguised(f"outside {address}")
        outcome = logins.prove(name, _is_vouched_for, address=address, now=now, door=DOOR)
    except IdentityRefusedError as error:
        raise DomainError(error.code) from error
    return found[0] if outcome is None else outcome


def _binding(found: OutsideIdentity) -> Identity | None:
    return identities.find(_key(found))


def _key(found: OutsideIdentity) -> Key:
    return Key(kind="outside", issuer=found.issuer, subject=found.subject, label=found.name)


def _provider() -> OutsideProvider:
    provider = gateways().outside
    if provider is None:
        raise NotFoundError
    return provider
