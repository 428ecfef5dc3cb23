"""The list of each document type: its own page, with a way to a new one for clerks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.catalogue.loader import catalogue

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")


def test_every_type_in_use_has_its_list(login: Callable[[str], FlaskClient]) -> None:
    clerk = login("haian.clerk")
    for kind in catalogue().types.values():
        if kind.enabled:
            page = clerk.get(f"/certificates/{kind.key}/")
            assert page.status_code == 200, kind.key
            assert (kind.short_zh or kind.zh) in page.text
