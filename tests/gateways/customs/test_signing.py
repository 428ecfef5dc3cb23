"""Signatures of the exchange: each holds for one request, and for a short time."""

from __future__ import annotations

import base64
from datetime import UTC, datetime, timedelta

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from app.gateways.customs.signing import is_fresh, request_text, signer


def _pair() -> tuple[str, str]:
    key = Ed25519PrivateKey.generate()
    raw = serialization.Encoding.Raw
    private = key.private_bytes(raw, serialization.PrivateFormat.Raw, serialization.NoEncryption())
    public = key.public_key().public_bytes(raw, serialization.PublicFormat.Raw)
    return base64.b64encode(private).decode(), base64.b64encode(public).decode()


@pytest.mark.parametrize("method", ["hmac-sha256", "ed25519"])
def test_a_signature_holds_for_one_request_only(method: str) -> None:
    (ours, our_public), (theirs, their_public) = _pair(), _pair()
    secret = "exchange-key-only-for-tests-0123456789"
    us = signer(method, key=ours if method == "ed25519" else secret, peer_key=their_public)
    them = signer(method, key=theirs if method == "ed25519" else secret, peer_key=our_public)
    text = request_text("POST", "/messages", "2026-11-23T06:30:00+00:00", b"{}")
    signature = us.sign(text)
    assert them.is_valid(text, signature)
    for other in (
        request_text("GET", "/messages", "2026-11-23T06:30:00+00:00", b"{}"),
        request_text("POST", "/messages?x", "2026-11-23T06:30:00+00:00", b"{}"),
        request_text("POST", "/messages", "2026-11-23T06:30:01+00:00", b"{}"),
        request_text("POST", "/messages", "2026-11-23T06:30:00+00:00", b"{ }"),
    ):
        assert not them.is_valid(other, signature)
    assert not them.is_valid(text, "")
    assert not them.is_valid(text, "ü" + signature)


def test_an_old_request_is_refused() -> None:
    now = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)
    assert is_fresh((now - timedelta(minutes=4)).isoformat(), now=now)
    for text in ((now - timedelta(minutes=6)).isoformat(), (now + timedelta(minutes=6)).isoformat(), "", "yesterday"):
        assert not is_fresh(text, now=now)
    assert not is_fresh("2026-11-23T06:30:00", now=now)
