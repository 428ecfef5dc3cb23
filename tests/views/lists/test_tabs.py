"""Tabs count each status and all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.factories import many_certificates

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient


def test_tabs_count_each_status_and_all(app: Flask, login: Callable[[str], FlaskClient]) -> None:
    with app.app_context():
        many_certificates.fill(40, organisation_id=many_certificates.enterprise(), type_code="99")
    html = login("haian.clerk").get("/certificates/other/?size=20").text
    for status in many_certificates.STATUSES:
        assert f"status={status}" in html
    assert html.count("<span>10</span>") >= 4
    assert "<span>40</span>" in html
