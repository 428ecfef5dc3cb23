"""Input that no screen of ours sends and no column can hold, refused before any view sees it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flask import Flask, abort, request

from app.services.base.accounts import MAX_ID

#: written out or as JSON writes it
ZERO_BYTE = re.compile(rb"\x00|\\u0000", re.IGNORECASE)
MAX_QUERY = 8_000
#: Routes that read JSON; forms do not, so that a page abroad has no second way to send one.
JSON_ENDPOINTS: frozenset[str] = frozenset({"ExchangeHookView.answers"})


def install(app: Flask) -> None:
    """Refuse impossible ids with 404, zero bytes and endless addresses with 400."""

    @app.before_request
    def _check() -> None:
        for value in (request.view_args or {}).values():
            if isinstance(value, int) and not 0 <= value <= MAX_ID:
                abort(404)
        if len(request.query_string) > MAX_QUERY:
            abort(400)
        if request.is_json and request.endpoint is not None and request.method not in {"GET", "HEAD"}:
            _check_json(request.endpoint)
        texts = (*_texts(request.args.items(multi=True)), *_texts(request.form.items(multi=True)))
        paths = (value for value in (request.view_args or {}).values() if isinstance(value, str))
        if any("\0" in text for text in (*texts, *paths)):
            abort(400)


def _check_json(endpoint: str) -> None:
    """Refuse JSON where a form is expected (Flask-WTF would read it), and what is no object that columns can hold."""
    if endpoint not in JSON_ENDPOINTS:
        abort(415)
    if ZERO_BYTE.search(request.get_data()) or not isinstance(request.get_json(), dict):
        abort(400)


def _texts(pairs: Iterable[tuple[str, str]]) -> Iterable[str]:
    for name, value in pairs:
        yield name
        yield value
