"""The webhook's part: a request that customs signed becomes an answer in the inbox, and our word on it is signed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from app.domain.actor import SYSTEM
from app.domain.document.canonical import canonical_bytes
from app.domain.errors import NotPermittedError
from app.domain.json_values import JsonObject
from app.gateways import gateways
from app.gateways.customs import Exchange
from app.gateways.customs.signing import SIGNATURE
from app.services.base import accounts
from app.services.exchange import inbox


def receive(
    target: str, headers: Mapping[str, str], body: bytes, answer: JsonObject, *, now: datetime
) -> tuple[bytes, dict[str, str]] | None:
    """Return our acknowledgement with its headers, or None with the embedded desk. Raises NotPermittedError."""
    customs = gateways().customs
    if not isinstance(customs, Exchange):
        return None
    named = {name.title(): value for name, value in headers.items()}
    if not customs.is_signed("POST", target, named, body, now=now):
        raise NotPermittedError("not_signed")
    accounts.bind(SYSTEM)  # who signed is customs; nobody is logged in
    told = inbox.receive(answer, now=now).model_dump(mode="json")
    said = canonical_bytes(told)
    return said, customs.sign_answer(named.get(SIGNATURE, ""), said)
