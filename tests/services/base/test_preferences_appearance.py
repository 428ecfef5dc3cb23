"""Language and theme: kept with the account, and a theme that no page has is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.errors import DomainError
from app.extensions import db
from app.models import User
from app.services.base import preferences
from tests.factories import applications as factory

if TYPE_CHECKING:
    from flask import Flask


def test_language_and_theme_stay_with_the_account(context: Flask) -> None:
    clerk = factory.act_as(factory.CLERK)
    preferences.set_language(clerk, "en")
    for theme in preferences.THEMES:
        preferences.set_theme(clerk, theme)
        db.session.expire_all()
        assert db.session.get_one(User, clerk.user_id).theme == theme
    assert db.session.get_one(User, clerk.user_id).locale == "en"


def test_an_unknown_theme_changes_nothing(context: Flask) -> None:
    clerk = factory.act_as(factory.CLERK)
    before = db.session.get_one(User, clerk.user_id).theme
    with pytest.raises(DomainError) as refused:
        preferences.set_theme(clerk, "neon")
    assert refused.value.code == "unknown_theme"
    assert db.session.get_one(User, clerk.user_id).theme == before
