"""The frame of the portal: its languages, who is in, and how it writes days and moments."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from app.catalogue import languages
from app.views.portal.page import PortalPage, portal_day, portal_moment
from tests.conftest import NOW

if TYPE_CHECKING:
    from flask import Flask

pytestmark = pytest.mark.one_database(reason="words and shape of pages; no query of its own")


def test_a_visitor_sees_the_door_in_his_language(app: Flask) -> None:
    with app.test_request_context("/portal/login/", headers={"Accept-Language": "en"}):
        frame = PortalPage()
        assert (frame.is_in, frame.user_name, frame.country) == (False, "", "")
        assert frame.path == "/portal/login/"
        assert frame.languages == list(languages.languages().values())


def test_days_and_moments_are_written_out(english: Flask) -> None:
    assert (portal_day(date(2026, 11, 23)), portal_day(None)) == ("November 23, 2026", "")
    assert "2026" in portal_moment(NOW)
    assert english.jinja_env.globals["portal"] is PortalPage
