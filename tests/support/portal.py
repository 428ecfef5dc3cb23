"""Walking the overseas portal as an official abroad does: log in at its door, search by one number or the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.support.forms import post

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from werkzeug.test import TestResponse

DOOR, HOME, SEARCH = "/overseas/login/", "/overseas/", "/overseas/search"


def enter(app: Flask, username: str, password: str | None = None) -> FlaskClient:
    """Return a client that has logged in at the portal."""
    from app.services.demo.demo import password as demo_password

    client = app.test_client()
    answer = post(client, DOOR, data={"username": username, "password": password or demo_password()})
    assert answer.status_code == 302, answer.get_data(as_text=True)
    return client


def search(client: FlaskClient, number: str, **options: Any) -> TestResponse:
    """Search by document number."""
    return post(client, SEARCH, form_on=HOME, data={"by": "document", "document_no": number}, **options)


def search_inspection(client: FlaskClient, number: str, day: str, **options: Any) -> TestResponse:
    """Search by inspection number and date of issue."""
    data = {"by": "inspection", "inspection_no": number, "issue_date": day}
    return post(client, SEARCH, form_on=HOME, data=data, **options)
