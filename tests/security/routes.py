"""The route map as attackers see it: every route with arguments filled in, new routes included by themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from werkzeug.routing import BuildError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

#: Arguments that are no ids: a value that exists. A new kind of argument needs a line here.
SAMPLES: dict[str, str] = {
    "type_key": "veterinary_health",
    "kind": "xlsx",
    "extension": "xlsx",
    "copy_kind": "original",
    "step": "accept",
    "number": "000000000000000000",
    "filename": "missing.css",
    "job_name": "clean_sessions",
    "code": "users",
}
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
#: Example bodies for POST routes that look into the body before they look for the row: endpoint → fields.
BODIES: dict[str, dict[str, str]] = {
    "ReviewDeskView.take": {"reason": "x", "path": "values.consignor", "opinion": "x"},
    "ApplicationView.step": {"reason": "x"},
    "ApplicationView.print_documents": {"copy_kind": "original", "documents": "1", "reason": "x"},
}


@dataclass(frozen=True)
class Route:
    """Hold one rule of the map: where it leads and what it takes."""

    endpoint: str
    rule: str
    methods: frozenset[str]
    #: argument → "integer" | "string" | "any"
    arguments: Mapping[str, str]

    @property
    def view(self) -> str:
        """Return the name of the view class."""
        return self.endpoint.partition(".")[0]

    @property
    def ids(self) -> list[str]:
        """Return the arguments that are ids of rows."""
        return [name for name, kind in self.arguments.items() if kind == "integer"]


def routes(app: Flask) -> list[Route]:
    """Return every route, static files aside."""
    kinds = {"IntegerConverter": "integer", "AnyConverter": "any"}
    return [
        Route(
            rule.endpoint,
            rule.rule,
            frozenset(rule.methods or ()) - {"HEAD", "OPTIONS"},
            {name: kinds.get(type(found).__name__, "string") for name, found in rule._converters.items()},
        )
        for rule in app.url_map.iter_rules()
        if not rule.endpoint.endswith("static")
    ]


def path(app: Flask, route: Route, **values: Any) -> str | None:
    """Return the address of a route with these arguments; the others are filled in from SAMPLES."""
    filled = {name: values.get(name, SAMPLES.get(name, 1)) for name in route.arguments}
    for rule in app.url_map.iter_rules(route.endpoint):
        if rule.rule == route.rule:
            for name, found in rule._converters.items():
                if type(found).__name__ == "AnyConverter" and name not in values:
                    filled[name] = min(found.items)
    try:
        with app.test_request_context():
            from flask import url_for

            return url_for(route.endpoint, **filled)
    except BuildError:
        return None


def send(client: FlaskClient, method: str, address: str, *, token: str, **options: Any) -> TestResponse:
    """Send a request with a valid CSRF token."""
    headers = {"X-CSRFToken": token, **options.pop("headers", {})}
    return client.open(address, method=method, headers=headers, **options)


def token_of(client: FlaskClient) -> str:
    """Return a CSRF token of the client's session."""
    page = client.get("/password/").get_data(as_text=True)
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    if found is None:
        page = client.get("/overseas/").get_data(as_text=True)
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert found, page[:500]
    return found.group(1)


def unknown_arguments(app: Flask) -> Iterator[str]:
    """Yield arguments of routes that SAMPLES does not know."""
    for route in routes(app):
        for name, kind in route.arguments.items():
            if kind == "string" and name not in SAMPLES:
                yield f"{route.endpoint}: {name}"
