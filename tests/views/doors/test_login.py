"""The login page says why it stands before the page that was asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from flask import Flask

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")


def test_the_login_page_says_why_it_stands_before_the_page_that_was_asked_for(app: Flask) -> None:
    stranger = app.test_client()
    asked = stranger.get("/review/", follow_redirects=True).get_data(as_text=True)
    assert 'role="status"' in asked
    assert 'role="status"' not in stranger.get("/login/").get_data(as_text=True)
