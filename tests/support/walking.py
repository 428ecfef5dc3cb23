"""Finding every page that somebody can reach: the routes without arguments, and whatever the pages link to."""

from __future__ import annotations

import re
from collections import deque
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit

from werkzeug.exceptions import HTTPException

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

LINK = re.compile(r'<a\b[^>]*\shref="([^"]+)"')


def pages(app: Flask, client: FlaskClient) -> dict[str, str]:
    """Return endpoint → address of one HTML page for each endpoint that this client reaches."""
    found: dict[str, str] = {}
    seen: set[str] = set()
    waiting = deque(_plain_routes(app))
    while waiting:
        address = urldefrag(waiting.popleft()).url
        endpoint = _endpoint(app, address)
        if endpoint is None or endpoint in seen:
            continue
        seen.add(endpoint)
        answer = client.get(address)
        if answer.status_code == 200 and answer.mimetype == "text/html":
            found[endpoint] = address
            waiting.extend(unescape(link) for link in LINK.findall(answer.get_data(as_text=True)))
        elif answer.status_code == 200:
            found.pop(endpoint, None)
        else:
            seen.discard(endpoint)  # another address of the same screen may open
            seen.add(address)
    return found


def _plain_routes(app: Flask) -> list[str]:
    return sorted(
        rule.rule
        for rule in app.url_map.iter_rules()
        if "GET" in (rule.methods or ()) and not rule.arguments and not rule.endpoint.endswith("static")
    )


def _endpoint(app: Flask, address: str) -> str | None:
    """Name the endpoint behind an address of ours; None for addresses elsewhere."""
    parts = urlsplit(address)
    if parts.netloc or not parts.path.startswith("/") or parts.path.startswith("/static"):
        return None
    try:
        endpoint, _arguments = app.url_map.bind("localhost").match(parts.path, method="GET")
    except HTTPException:
        return None
    return str(endpoint)
