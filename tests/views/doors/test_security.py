"""Our security manager: rights of the actor only, and no door of FAB's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app.extensions import db
from app.models import User

if TYPE_CHECKING:
    from flask import Flask


def test_a_session_of_another_epoch_or_of_a_locked_account_is_nobodys(context: Flask) -> None:
    manager = context.appbuilder.sm
    user = db.session.scalars(select(User).where(User.username == "admin")).one()
    assert manager.load_user(user.get_id()) is not None
    for strange in (f"{user.id}.{user.session_epoch + 1}", str(user.id), "x.0", ""):
        assert manager.load_user(strange) is None


def test_nobody_has_no_right_and_the_public_is_given_none(context: Flask) -> None:
    manager = context.appbuilder.sm
    with context.test_request_context("/"):
        assert not manager.has_access("can_list", "notices")
        assert not manager.exist_permission_on_roles("notices", "can_list", [1])
        assert not manager.is_item_public("can_list", "notices")


def test_the_login_that_counts_no_attempts_is_shut(context: Flask) -> None:
    with pytest.raises(NotImplementedError):
        context.appbuilder.sm.auth_user_db("admin", "x")
