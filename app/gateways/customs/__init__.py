"""The customs side: `desk` is this application's own review desk, `http` a customs system that messages go to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.gateways.customs.client import Channel, Exchange, UnreachableError
from app.gateways.customs.signing import signer

if TYPE_CHECKING:
    from config import Settings

__all__ = ["CustomsSide", "Desk", "Exchange", "UnreachableError", "customs_side"]


class Desk:
    """Let reviewers work in this application: what is committed has arrived, and no message waits."""

    name = "desk"
    needs_exchange = False
    sender = "enterprise"


CustomsSide = Desk | Exchange


def customs_side(settings: Settings) -> CustomsSide:
    """Return the customs side by its setting; raises ValueError for one that this version does not have."""
    if settings.customs_side == Desk.name:
        return Desk()
    if settings.customs_side != Exchange.name:
        raise ValueError(f"CUSTOMS_SIDE must be {Desk.name!r} or {Exchange.name!r}, not {settings.customs_side!r}")
    signing = signer(settings.customs_signature, key=settings.customs_key, peer_key=settings.customs_peer_key)
    return Exchange(
        Channel(
            url=settings.customs_url,
            sender=settings.customs_sender,
            signer=signing,
            timeout=settings.customs_timeout,
        )
    )
