"""Input that no screen of ours sends and no column can hold, refused before any view sees it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from flask import Flask, abort, request

from app.services.accounts import MAX_ID

#: written out or as JSON writes it
ZERO_BYTE = re.compile(rb"\x00|\\u0000", re.IGNORECASE)
MAX_QUERY = 8_000


def install(app: Flask) -> None:
    """Refuse impossible ids with 404, zero bytes and endless addresses with 400."""

    @app.before_request
    def _check() -> None:
        for value in (request.view_args or {}).values():
            if isinstance(value, int) and not 0 <= value <= MAX_ID:
                abort(404)
        if len(request.query_string) > MAX_QUERY:
            abort(400)
        if request.is_json:
            _check_json()
        texts = (*_texts(request.args.items(multi=True)), *_texts(request.form.items(multi=True)))
        paths = (value for value in (request.view_args or {}).values() if isinstance(value, str))
        if any("\0" in text for text in (*texts, *paths)):
            abort(400)


def _check_json() -> None:
    """Refuse a body that is no JSON, or holds what no text column takes."""
    if ZERO_BYTE.search(request.get_data()):
        abort(400)
    if request.get_data():
        request.get_json()  # raises BadRequest


def _texts(pairs: Iterable[tuple[str, str]]) -> Iterable[str]:
    for name, value in pairs:
        yield name
        yield value
