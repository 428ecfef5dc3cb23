"""What other pages ask of templates: nobody keeps one, and every form gets a token of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.models import Application
from app.views.applications.template_words import may_keep_template, template_suggested, templates_found

if TYPE_CHECKING:
    from flask import Flask

pytestmark = pytest.mark.one_database(reason="words and shape of pages; services read and write on both")


def test_whoever_is_not_logged_in_has_no_templates(english: Flask) -> None:
    assert not may_keep_template(Application(organisation_id=1))
    assert templates_found("") == []
    assert template_suggested("") is None
    fresh = english.jinja_env.globals["fresh_token"]
    assert fresh() != fresh()
