"""A customs sandbox beside the application of a test, and the application told to speak to it."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from app.gateways.customs.client import Channel, Exchange
from app.gateways.customs.sandbox import Faults, Sandbox, make_server
from app.gateways.customs.signing import Hmac

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask

KEY = "exchange-key-only-for-tests-0123456789"
SENDER = "test-enterprise"


@contextmanager
def sandbox_beside(
    app: Flask, folder: Path, *, faults: Faults | None = None, rule: str = "approve", timeout: float = 5.0
) -> Iterator[Sandbox]:
    """Serve a sandbox on a free port; the application speaks to it until the block ends."""
    sandbox = Sandbox(folder / "sandbox.db", Hmac(secret=KEY), faults=faults, rule=rule)
    server = make_server(sandbox)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    before = app.extensions["gateways"]
    app.extensions["gateways"] = replace(before, customs=exchange(server.server_port, timeout=timeout))
    try:
        yield sandbox
    finally:
        app.extensions["gateways"] = before
        server.shutdown()
        server.server_close()
        thread.join(timeout=10)


def exchange(port: int, *, timeout: float = 5.0) -> Exchange:
    """Return the client of a sandbox on this machine."""
    channel = Channel(url=f"http://127.0.0.1:{port}", sender=SENDER, signer=Hmac(secret=KEY), timeout=timeout)
    return Exchange(channel)
