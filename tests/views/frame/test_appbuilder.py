"""Flask-AppBuilder registers our screens and none of its own doors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.views.frame.appbuilder import CertificateAppBuilder

if TYPE_CHECKING:
    from flask import Flask


def test_no_door_of_its_own_is_open(app: Flask) -> None:
    assert isinstance(app.appbuilder, CertificateAppBuilder)
    routes = {rule.rule for rule in app.url_map.iter_rules()}
    assert "/login/" in routes
    assert not {one for one in routes if one.startswith(("/lang/", "/back", "/api/v1/", "/swagger"))}
