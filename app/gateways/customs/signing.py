"""Signatures of the exchange: HMAC-SHA256 with a shared key, or Ed25519 with a pair of keys; chosen by a setting."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

SIGNATURE, SIGNED_AT, SENDER = "X-Exchange-Signature", "X-Exchange-Signed-At", "X-Exchange-Sender"
#: how far the clocks of both sides may be apart; what is older is refused, what is repeated within it is harmless
TOLERANCE = timedelta(minutes=5)
METHODS = ("hmac-sha256", "ed25519")


class Signer(Protocol):
    """Sign what we send, check what we get."""

    def sign(self, data: bytes) -> str:
        """Return the signature as text."""

    def is_valid(self, data: bytes, signature: str) -> bool:
        """Tell whether the other side signed these very bytes."""


@dataclass(frozen=True, kw_only=True, repr=False)
class Hmac:
    """Both sides share one secret of at least 32 characters."""

    secret: str

    def sign(self, data: bytes) -> str:
        return hmac.new(self.secret.encode(), data, hashlib.sha256).hexdigest()

    def is_valid(self, data: bytes, signature: str) -> bool:
        return hmac.compare_digest(self.sign(data).encode(), signature.encode("utf-8", "replace"))


@dataclass(frozen=True, kw_only=True, repr=False)
class Ed25519:
    """Each side has a private key of its own and the other's public key, raw, in base64."""

    private: str
    public: str

    def sign(self, data: bytes) -> str:
        key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(self.private))
        return base64.b64encode(key.sign(data)).decode()

    def is_valid(self, data: bytes, signature: str) -> bool:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(self.public))
        try:
            key.verify(base64.b64decode(signature, validate=True), data)
        except (InvalidSignature, binascii.Error, ValueError):
            return False
        return True


def signer(method: str, *, key: str, peer_key: str = "") -> Signer:
    """Return the signer by its setting; raises ValueError for a method or a key that is none."""
    if method == "hmac-sha256":
        return Hmac(secret=key)
    if method == "ed25519":
        made = Ed25519(private=key, public=peer_key)
        made.is_valid(b"", made.sign(b""))  # a key of the wrong form is told at start, not at the first message
        return made
    raise ValueError(f"CUSTOMS_SIGNATURE must be one of {', '.join(METHODS)}, not {method!r}")


def request_text(method: str, target: str, signed_at: str, body: bytes) -> bytes:
    """Return what a request's signature covers: method, path with query, time, and the body's hash."""
    return "\n".join((method.upper(), target, signed_at, hashlib.sha256(body).hexdigest())).encode()


def answer_text(request_signature: str, body: bytes) -> bytes:
    """Return what an answer's signature covers: the request that it answers, and the body's hash."""
    return f"{request_signature}\n{hashlib.sha256(body).hexdigest()}".encode()


def is_fresh(signed_at: str, *, now: datetime) -> bool:
    """Tell whether a request was signed just now, as far as two clocks agree."""
    try:
        moment = datetime.fromisoformat(signed_at)
    except ValueError:
        return False
    return moment.tzinfo is not None and abs(now.astimezone(UTC) - moment) <= TOLERANCE
