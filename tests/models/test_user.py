"""What we add to the accounts of FAB: who may log in, which sessions end, what a person is called."""

from __future__ import annotations

import pytest

from app.models import User


@pytest.mark.parametrize(
    ("active", "status", "may"),
    [(True, "active", True), (True, "locked", False), (True, "deregistered", False), (False, "active", False)],
)
def test_only_an_active_account_may_log_in(active: bool, status: str, may: bool) -> None:  # noqa: FBT001 a row of the table
    assert User(active=active, status=status).is_active is may


def test_a_new_epoch_is_another_session() -> None:
    assert User(id=7, session_epoch=0).get_id() == "7.0"
    assert User(id=7, session_epoch=1).get_id() == "7.1"


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [("雨", "陈", "陈雨"), ("Minjun", "Kim", "Minjun Kim"), ("Anna", "", "Anna"), ("", "", "")],
)
def test_chinese_names_begin_with_the_family(first: str, last: str, name: str) -> None:
    assert User(first_name=first, last_name=last).full_name == name
    assert str(User(first_name=first, last_name=last)) == name
