"""Cookies beside the session's: remembered choices, for this host alone, which no script reads."""

from __future__ import annotations

from flask import current_app, request
from werkzeug.wrappers import Response

YEAR = 365 * 24 * 3600


def chosen(name: str, *, path: str = "/") -> str | None:
    """Return what the browser remembers under a name."""
    return request.cookies.get(_full(name, path))


def remember(answer: Response, name: str, value: str, *, path: str = "/") -> None:
    """Let the browser remember a choice for a year."""
    answer.set_cookie(
        _full(name, path),
        value,
        max_age=YEAR,
        path=path,
        httponly=True,
        samesite="Lax",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )


def _full(name: str, path: str) -> str:
    """Return the name with the prefix by which browsers refuse it from other hosts and without TLS."""
    if not current_app.config["SESSION_COOKIE_SECURE"]:
        return name
    return f"__Host-{name}" if path == "/" else f"__Secure-{name}"
