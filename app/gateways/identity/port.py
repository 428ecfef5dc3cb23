"""What the doors ask of whoever vouches for people."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


class IdentityRefusedError(Exception):
    """Say by a code why a proof of identity does not hold; `is_fault` when the other side or our settings fail."""

    def __init__(self, code: str, detail: str = "", *, is_fault: bool = False) -> None:
        self.code = code
        self.detail = detail
        self.is_fault = is_fault
        super().__init__(code, detail)


@dataclass(frozen=True, kw_only=True)
class OutsideIdentity:
    """Name an account at an identity provider; issuer and subject are its key, the name may change."""

    issuer: str
    subject: str
    name: str = ""


@dataclass(frozen=True, kw_only=True)
class Card:
    """Name a card: the authority's distinguished name and the certificate's serial number, hexadecimal."""

    issuer: str
    subject: str
    name: str
    expires_at: datetime


class OutsideProvider(Protocol):
    """Lead people to the provider, and turn what it sends back with them into an identity."""

    def address(self, *, redirect_uri: str, state: str, nonce: str, challenge: str) -> str:
        """Return where the browser goes to log in; raises IdentityRefusedError when the provider is out of reach."""

    def identity(self, code: str, *, redirect_uri: str, nonce: str, verifier: str, now: datetime) -> OutsideIdentity:
        """Return whom the provider vouches for; raises IdentityRefusedError."""


class CardVerifier(Protocol):
    """Check certificates of cards and what they have signed."""

    def read(self, certificate: bytes) -> Card:
        """Return what a certificate says, unchecked; raises IdentityRefusedError when it is none."""

    def check(self, certificate: bytes, *, now: datetime, allows_sha1: bool) -> Card:
        """Return the card of a certificate that is good now; raises IdentityRefusedError."""

    def check_signature(
        self, certificate: bytes, signature: bytes, *, data: bytes, now: datetime, allows_sha1: bool
    ) -> Card:
        """Return the card that has signed the data and is good now; raises IdentityRefusedError."""
