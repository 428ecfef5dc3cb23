"""Headers of every answer: a strict content policy with nonces, no framing, no sniffing, no private caches."""

from __future__ import annotations

import re
import secrets

from flask import Flask, Response, abort, request
from werkzeug.middleware.proxy_fix import ProxyFix

from app.views.frame import assets
from app.views.words.once import once_a_request
from config import Settings

#: The documents that our own pages show in a frame.
FRAMED_ENDPOINTS = frozenset(
    {
        "ApplicationView.pdf",
        "ApplicationView.issued",
        "FormatEditorView.form",
        "ScansView.file",
        "PortalFileView.issued",
        "PortalFileView.scan",
    }
)
#: Pictures of paper: private, kept by the browser, and asked for again each time with their tag.
PICTURE_ENDPOINTS = frozenset({"ApplicationView.drawn", "ApplicationView.picture", "PortalFileView.page"})
HOST = re.compile(r"(\[[0-9a-f:.]+\]|[a-z0-9]([a-z0-9.-]*[a-z0-9])?)(:\d{1,5})?", re.IGNORECASE)
HASHED_FILE = re.compile(r"/vendor/|[.-][0-9a-f]{8,}\.")
FIXED = {
    "X-Content-Type-Options": "nosniff",
    # same-origin, not none: over HTTPS the CSRF check compares it
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Permitted-Cross-Domain-Policies": "none",
}
SELF, NOBODY = "'self'", "'none'"
YEAR = 365 * 24 * 3600


def install(app: Flask, settings: Settings) -> None:
    """Add the headers to every answer, and believe exactly as many proxies as there are."""
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops
        )
    # a global: widgets and imported macros do not see context processors (traps §4)
    app.jinja_env.globals["csp_nonce"] = csp_nonce
    hosts = settings.hosts

    def _refuse_strange_host() -> None:
        # names that no address has, and those of others, end up in links, redirects and texts that cards sign
        host = request.headers.get("Host", "")
        if not HOST.fullmatch(host) or (hosts and request.host.lower() not in hosts):
            abort(400)

    app.before_request_funcs.setdefault(None, []).insert(0, _refuse_strange_host)

    @app.after_request
    def _add_headers(response: Response) -> Response:
        return add(response, is_secure=settings.secure_cookies and request.is_secure)


@once_a_request
def csp_nonce() -> str:
    """Return the nonce of this answer; every script and style element of ours carries it."""
    return secrets.token_urlsafe(18)


def add(response: Response, *, is_secure: bool) -> Response:
    """Add the headers that this answer needs."""
    framed = request.endpoint in FRAMED_ENDPOINTS
    for name, value in FIXED.items():
        response.headers.setdefault(name, value)
    # a view that shows a document of its own kind has said what that may do
    response.headers.setdefault("Content-Security-Policy", content_policy(framed=framed))
    response.headers["X-Frame-Options"] = "SAMEORIGIN" if framed else "DENY"
    if is_secure:
        response.headers["Strict-Transport-Security"] = f"max-age={YEAR}; includeSubDomains"
    _set_cache(response)
    return response


def content_policy(*, framed: bool) -> str:
    """Return the content security policy of this answer."""
    nonce = f"'nonce-{csp_nonce()}'"
    return "; ".join(
        (
            "default-src 'none'",
            "object-src 'none'",
            f"script-src 'self' {nonce}",
            f"style-src 'self' {nonce}",
            "style-src-attr 'unsafe-inline'",
            "img-src 'self' data:",
            "font-src 'self'",
            "connect-src 'self'",
            "frame-src 'self'",
            f"frame-ancestors {SELF if framed else NOBODY}",
            "form-action 'self'",
            "base-uri 'none'",
        )
    )


def _set_cache(response: Response) -> None:
    """Let browsers keep files that never change, ask again for other files, and keep nothing private."""
    if request.endpoint and request.endpoint.endswith("static") and response.status_code in {200, 206, 304}:
        # `asset()` puts the hash of the contents into the address
        is_fixed = "v" in request.args or HASHED_FILE.search(request.path) or assets.is_of_this_version(request)
        response.headers["Cache-Control"] = f"public, max-age={YEAR}, immutable" if is_fixed else "no-cache"
        response.headers.pop("Vary", None)
        return
    is_picture = request.endpoint in PICTURE_ENDPOINTS and response.status_code in {200, 304}
    response.headers["Cache-Control"] = "private, no-cache" if is_picture else "no-store"
