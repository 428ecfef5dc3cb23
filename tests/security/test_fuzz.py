"""Malformed arguments, bodies and ids on every route: 4xx with a clear message, never 500 (bar S12)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.views.frame import access, audiences
from tests.security.routes import Route, path, routes, send, token_of
from tests.security.rows import actor_of
from tests.support.databases import is_postgresql

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask
    from flask.testing import FlaskClient

pytestmark = pytest.mark.bar("S12")

VALUES = (
    "", "abc", "-1", "0", "1e9", "99999999999999999999999999", "%00", "%ff%fe", "%ED%A0%80", "[]", "{}", "null", "true",
    "'", '"', "1;drop table ab_user", "../../etc/passwd", "%F0%9F%98%80", "a" * 3000, "%25%25s", "{{7*7}}", "NaN",
    "2026-99-99", "--", "__class__", "1,2,3",
)  # fmt: skip
#: Names that lists and screens of ours read, and a few that nobody reads.
NAMES = (
    "page", "size", "sort", "order", "status", "from", "to", "q", "inspection_no", "tab", "reach", "kept", "next",
    "entered_from", "entered_to", "declaring_customs", "copy_kind", "version", "columns", "roles", "row", "action",
    "page_X", "psize_X", "_oc_X", "_flt_0_x", "unread", "",
)  # fmt: skip
IDS = ("0", "-1", "2147483648", "99999999999999999999", "abc", "1.5", "%00", "%ff", "1%27", "..", "%2e%2e", "null")
BODIES: tuple[dict[str, Any], ...] = (
    {"data": b"", "content_type": "application/json"},
    {"data": b"{", "content_type": "application/json"},
    {"data": b"[1,2,3]", "content_type": "application/json"},
    {"data": b'{"version": {"a": []}, "values": 7, "rows": "x"}', "content_type": "application/json"},
    {"data": b'{"values": {"consignor": "\\u0000"}}', "content_type": "application/json"},
    {"data": b'{"values": {"consignor": "\\ud800"}, "version": 1}', "content_type": "application/json"},
    {"data": b'{"version": 1e400}', "content_type": "application/json"},
    {"data": b"\xff\xfe\x00", "content_type": "application/x-www-form-urlencoded"},
    {"data": b"--x\r\nnonsense", "content_type": "multipart/form-data; boundary=x"},
    {"data": b"x" * 100, "content_type": "multipart/form-data"},
    {"data": b"<a/>", "content_type": "text/xml"},
    {"data": b"version=abc&version=1&row=x&rowid=1&rowid=abc&copies=-1&goods_lines.0.weight=%00"},
    {"data": dict(zip(NAMES[:-1], VALUES, strict=False))},
    {"data": {"version": "99999999999999999999", "certificate_id": "x", "remark_id": "-1", "reason": "x" * 30000}},
    {"data": {f"values.field{n}": "x" for n in range(300)}},
)
#: How many of the attacks of each sort a route gets in `make test`, all of them in `make soak`. Most are refused before
#: they reach a database: on PostgreSQL, which comes second, one of each sort does.
SAMPLED = 1 if is_postgresql() else 2


def chosen(attacks: tuple[Any, ...] | list[Any], route: Route, *, every: bool) -> list[Any]:
    """Return all attacks, or a few that differ from route to route and stay the same from run to run."""
    if every:
        return list(attacks)
    start = sum(map(ord, route.rule + route.endpoint))
    return [attacks[(start + 7 * step) % len(attacks)] for step in range(min(SAMPLED, len(attacks)))]


def calls(app: Flask, route: Route, *, every: bool) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield method, address and options of the attacks on one route."""
    address = path(app, route)
    assert address is not None
    for method in sorted(route.methods):
        queries = [f"{name}={value}" for name in NAMES for value in VALUES]
        for query in chosen(queries, route, every=False) if not every else queries[::7]:
            yield method, f"{address}?{query}", {}
        if method != "GET":
            for body in chosen(BODIES, route, every=every):
                yield method, address, dict(body)
        for name in route.arguments:
            for value in chosen(IDS, route, every=every):
                yield method, path_with(app, route, name, value), {}


def path_with(app: Flask, route: Route, name: str, value: str) -> str:
    """Return the address with a raw text where the argument stands, whatever its converter takes."""
    import re

    address = re.sub(rf"<(?:[^<>:]*:)?{name}>", lambda _: value, route.rule)
    return re.sub(r"<[^<>]*>", "1", address)


#: Who attacks; in `make test` each route is attacked by the first of them whom it admits, in `make soak` by all.
NAMES_OF_ATTACKERS = ("admin", "haian.clerk", "customs.0901")


def attack(app: Flask, client: FlaskClient, name: str, *, every: bool) -> list[Any]:
    earlier = () if every else NAMES_OF_ATTACKERS[: NAMES_OF_ATTACKERS.index(name)]
    with app.app_context():
        actor, others = actor_of(name), [actor_of(other) for other in earlier]
    token = token_of(client)
    broken = []
    for route in routes(app):
        audience = access.audience_of(app, route.endpoint)
        arguments = {"type_key": "veterinary_health"}
        if audience is None or not audiences.admits(audience, actor, arguments) or route.endpoint.endswith(".leave"):
            continue
        if any(audiences.admits(audience, other, arguments) for other in others):
            continue
        for method, address, options in calls(app, route, every=every):
            answer = send(client, method, address, token=token, **options)
            if answer.status_code >= 500:
                broken.append((route.endpoint, method, address[:150], str(options)[:120]))
    return broken


@pytest.mark.parametrize("name", NAMES_OF_ATTACKERS)
def test_no_malformed_request_breaks_a_route(
    app: Flask, both_sides: None, login: Callable[[str], FlaskClient], name: str
) -> None:
    assert attack(app, login(name), name, every=False) == []


@pytest.mark.soak
@pytest.mark.parametrize("name", NAMES_OF_ATTACKERS)
def test_no_malformed_request_of_all_breaks_a_route(
    app: Flask, both_sides: None, login: Callable[[str], FlaskClient], name: str
) -> None:
    assert attack(app, login(name), name, every=True) == []


@pytest.mark.parametrize(
    "address",
    ["/%ff", "/%00", "/" + "a" * 5000, "/..%2f..%2fetc/passwd", "/static/../config.py", "/static/%2e%2e/config.py"],
)
def test_strange_addresses_are_not_found(client: FlaskClient, address: str) -> None:
    assert client.get(address).status_code in {400, 404}


@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": "certificates=" + "x" * 5000}, {"Cookie": "certificates=\xff"}, {"Accept": "x" * 3000},
        {"Accept-Language": "%%%,;q=zz"}, {"Content-Length": "-1"}, {"Range": "bytes=9-1"}, {"If-None-Match": '"'},
        {"X-Forwarded-For": "', drop"}, {"User-Agent": "\x01" * 300},
    ],
    ids=range(9),
)  # fmt: skip
def test_strange_headers_break_nothing(client: FlaskClient, headers: dict[str, str]) -> None:
    assert client.get("/login/", headers=headers).status_code < 500
