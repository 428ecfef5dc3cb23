"""Headers of every answer, the strict content policy, hosts and proxies (bar S11)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app import create_app
from app.views.frame.headers import PICTURE_ENDPOINTS
from tests.security.routes import path, routes, token_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient

pytestmark = [
    pytest.mark.bar("S11"),
    pytest.mark.one_database(reason="the headers and markup of pages; no query of its own"),
]
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
INLINE = re.compile(r"<(script|style)(?![^>]*\bnonce=)(?![^>]*type=\"application/json\")[^>]*>", re.IGNORECASE)
HANDLER = re.compile(r"<[^>]+\son[a-z]+\s*=", re.IGNORECASE)
OUTSIDE = re.compile(r"(?:src|href|action|srcset)\s*=\s*[\"']?\s*(?:https?:)?//(?!localhost)", re.IGNORECASE)
SCRIPT_URL = re.compile(r"(?:href|src|action)\s*=\s*[\"']?\s*javascript:", re.IGNORECASE)


def pages(app: Flask, client: FlaskClient) -> dict[str, str]:
    """Return every page without ids that this client is given, and those of small ids."""
    found = {}
    for route in routes(app):
        if "GET" in route.methods and "export" not in route.endpoint and not route.endpoint.endswith(".pdf"):
            address = path(app, route)
            answer = client.get(address)
            if answer.mimetype == "text/html":
                found[f"{route.endpoint} {answer.status_code}"] = answer.get_data(as_text=True)
            policy = answer.headers["Content-Security-Policy"]
            assert {"default-src 'none'", "object-src 'none'", "base-uri 'none'"} <= set(policy.split("; ")), address
            assert "unsafe-inline" not in policy.replace("style-src-attr 'unsafe-inline'", ""), address
            assert all(answer.headers.get(name) == value for name, value in ALWAYS.items()), address
            is_picture = route.endpoint in PICTURE_ENDPOINTS and answer.status_code == 200
            kept = "private, no-cache" if is_picture else "no-store"
            assert answer.headers["Cache-Control"] == kept, address
    return found


@pytest.mark.parametrize("who", ["admin", "haian.clerk", "customs.0901", None])
def test_no_page_holds_inline_script_or_anything_from_outside(
    app: Flask, both_sides: None, login: Callable[[str], FlaskClient], who: str | None
) -> None:
    client = login(who) if who else app.test_client()
    found = pages(app, client)
    assert found
    for pattern in (INLINE, HANDLER, OUTSIDE, SCRIPT_URL):
        assert {name: hit.group(0) for name, body in found.items() if (hit := pattern.search(body))} == {}


def test_the_nonce_is_new_each_time_and_stands_in_policy_and_page(client: FlaskClient) -> None:
    seen = set()
    for _ in range(3):
        answer = client.get("/login/")
        nonce = re.search(r"'nonce-([^']+)'", answer.headers["Content-Security-Policy"])
        assert nonce
        assert nonce.group(1) in answer.get_data(as_text=True)
        seen.add(nonce.group(1))
    assert len(seen) == 3


def test_only_documents_may_stand_in_a_frame(app: Flask, login: Callable[[str], FlaskClient]) -> None:
    from app.views.frame.headers import FRAMED_ENDPOINTS

    client = login("haian.clerk")
    home = client.get("/")
    assert "frame-ancestors 'none'" in home.headers["Content-Security-Policy"]
    assert home.headers["X-Frame-Options"] == "DENY"
    assert FRAMED_ENDPOINTS & set(app.view_functions)
    document = client.get("/applications/999999/pdf")
    assert "frame-ancestors 'self'" in document.headers["Content-Security-Policy"]


def test_files_are_cached_and_pages_are_not(client: FlaskClient) -> None:
    page = client.get("/login/").get_data(as_text=True)
    files = re.findall(r'"(/static/[^"]+)"', page)
    assert files
    for address in files:
        answer = client.get(address.replace("&amp;", "&"))
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert "Set-Cookie" not in answer.headers
    assert client.get("/static/frame/no-such-file.css").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("host", ["evil.example/x", "a b", "a\tb", "<script>", "evil.example:99999999", ""])
def test_a_strange_host_is_refused(client: FlaskClient, host: str) -> None:
    answer = client.get("/login/", headers={"Host": host})
    assert answer.status_code == 400
    assert host not in answer.get_data(as_text=True) or not host


def test_only_the_names_of_the_system_are_answered_once_they_are_set(app: Flask) -> None:
    client = create_app(replace(app.config["SETTINGS"], hosts=frozenset({"certificates.example.cn"}))).test_client()
    for host, status in (("certificates.example.cn", 200), ("CERTIFICATES.example.cn", 200), ("evil.example", 400)):
        assert client.get("/login/", headers={"Host": host, "X-Forwarded-Host": host}).status_code == status


def test_secure_deployments_send_hsts_and_secure_cookies(app: Flask) -> None:
    made = create_app(replace(app.config["SETTINGS"], secure_cookies=True))
    answer = made.test_client().get("/login/", base_url="https://localhost")
    assert "max-age=31536000" in answer.headers["Strict-Transport-Security"]
    cookie = answer.headers["Set-Cookie"]
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}
    assert cookie.startswith("__Host-certificates=")
    assert "Domain" not in cookie
    assert "Strict-Transport-Security" not in app.test_client().get("/login/").headers


@pytest.mark.parametrize(("proxies", "seen"), [(0, "127.0.0.1"), (1, "203.0.113.9"), (2, "198.51.100.7")])
def test_as_many_proxies_are_believed_as_there_are(app: Flask, proxies: int, seen: str) -> None:
    from sqlalchemy import select

    from app.extensions import db
    from app.models import UserSession

    made = create_app(replace(app.config["SETTINGS"], trusted_proxies=proxies))
    headers = {"X-Forwarded-For": "198.51.100.7, 203.0.113.9", "X-Forwarded-Proto": "http, http"}
    made.test_client().get("/login/", headers=headers)
    with app.app_context():
        assert db.session.scalars(select(UserSession.address)).all() == [seen]


@pytest.mark.parametrize("token", ["", "x", "a" * 500])
def test_a_change_without_a_valid_token_is_refused(login: Callable[[str], FlaskClient], token: str) -> None:
    client = login("haian.clerk")
    assert client.post("/language", data={"language": "en", "csrf_token": token}).status_code == 400


def test_a_token_of_somebody_else_is_refused(login: Callable[[str], FlaskClient]) -> None:
    mine, theirs = login("haian.clerk"), login("beifang.clerk")
    headers = {"X-CSRFToken": token_of(theirs)}
    assert mine.post("/language", data={"language": "en"}, headers=headers).status_code == 400
