"""Sync of formats by its button."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.catalogue.loader import catalogue
from tests.support.forms import csrf_token
from tests.support.sandbox import sandbox_beside

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")


def post(client: FlaskClient, page: str, address: str, **data: Any) -> Any:
    return client.post(address, data={"csrf_token": csrf_token(client, page), **data}, follow_redirects=True)


def text(answer: Any) -> str:
    assert answer.status_code == 200
    found: str = answer.get_data(as_text=True)
    return found


@pytest.mark.function("5.6-sync")
def test_formats_are_synced_by_the_button(app: Flask, login: Callable[[str], FlaskClient], tmp_path: Path) -> None:
    client = login("admin")
    with sandbox_beside(app, tmp_path, rule="hand") as sandbox:
        text(client.get("/format-sync/1"))
        text(post(client, "/format-sync/", "/format-sync/1/run"))
        text(post(client, "/format-sync/", "/format-sync/run"))
        assert len(sandbox.office.store.rows("SELECT * FROM subject")) == len(catalogue().formats)
        text(client.get("/format-sync/1"))
    assert "/format-sync/" in text(client.get("/formats/"))
