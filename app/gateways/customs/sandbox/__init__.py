"""The customs sandbox: the other side of the exchange as a small server with its own store, for training and faults."""

from __future__ import annotations

from app.gateways.customs.sandbox.faults import Faults
from app.gateways.customs.sandbox.server import Sandbox, make_server, serve

__all__ = ["Faults", "Sandbox", "make_server", "serve"]
