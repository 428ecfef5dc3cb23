"""My account: the own profile, sessions and logins, and nobody else's."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from app.domain.actor import SYSTEM
from app.domain.errors import InvalidError, NotFoundError
from app.extensions import db
from app.services.demo.demo import password
from app.services.doors import logins, sessions
from app.services.doors.sessions import Visit
from app.services.people import my_account
from tests.factories import applications as factory

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask


def values(**told: Any) -> dict[str, Any]:
    new = {"last_name": "林", "first_name": "海", "email": "haian.clerk@example.invalid", "phone": "1"}
    return {**new, "locale": "en", "theme": "dark", "time_zone": "", **told}


def test_the_own_profile_is_changed_and_an_empty_time_zone_is_that_of_china(context: Flask, now: datetime) -> None:
    clerk = factory.act_as(factory.CLERK)
    my_account.change(clerk, values(time_zone="Asia/Seoul"))
    assert my_account.mine(clerk).time_zone == "Asia/Seoul"
    my_account.change(clerk, values())
    user = my_account.mine(clerk)
    assert (user.phone, user.theme, user.locale, user.time_zone) == ("1", "dark", "en", None)
    with pytest.raises(NotFoundError):
        my_account.mine(SYSTEM)


@pytest.mark.parametrize(
    ("told", "path", "code"),
    [
        ({"last_name": ""}, "last_name", "required"),
        ({"email": "x"}, "email", "not_a_mail_address"),
        ({"email": "admin@example.invalid"}, "email", "email_taken"),
        ({"theme": "neon"}, "theme", "not_an_option"),
        ({"time_zone": "Mars/Base"}, "time_zone", "not_an_option"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    context: Flask, now: datetime, told: dict[str, Any], path: str, code: str
) -> None:
    with pytest.raises(InvalidError) as refused:
        my_account.change(factory.act_as(factory.CLERK), values(**told))
    assert [(one.path, one.code) for one in refused.value.errors] == [(path, code)]


def test_other_sessions_are_ended_one_or_all_and_the_own_one_stays(context: Flask, now: datetime) -> None:
    clerk, stranger = factory.act_as(factory.CLERK), factory.act_as(factory.OTHER_CLERK)
    for name, who in (("mine", clerk), ("phone", clerk), ("office", clerk), ("foreign", stranger)):
        sessions.open_new(name, b"", Visit(user_id=who.user_id, address="10.0.0.1", agent=name), now=now)
    db.session.rollback()  # sessions are written on a connection of their own
    found = my_account.open_sessions(clerk, this="mine", now=now)
    assert {one.agent: one.is_this for one in found} == {"mine": True, "phone": False, "office": False}
    my_account.end_session(clerk, sessions.key_of("phone"))
    with pytest.raises(NotFoundError):
        my_account.end_session(clerk, sessions.key_of("foreign"))
    assert my_account.end_other_sessions(clerk, this="mine") == 1
    assert [one.agent for one in my_account.open_sessions(clerk, this="mine", now=now)] == ["mine"]
    assert my_account.open_sessions(clerk, this="mine", now=now + timedelta(days=2)) == []
    assert len(my_account.open_sessions(stranger, this="", now=now)) == 1


def test_the_logins_are_those_of_the_own_account_with_its_failures(context: Flask, now: datetime) -> None:
    logins.attempt(factory.CLERK, "wrong", address="10.0.0.1", now=now)
    logins.attempt(factory.CLERK, password(), address="10.0.0.1", now=now)
    logins.attempt(factory.OTHER_CLERK, password(), address="10.0.0.1", now=now)
    told = my_account.logins(factory.act_as(factory.CLERK))
    assert [one.has_succeeded for one in told][:2] == [True, False]
    assert {one.login for one in told} == {factory.CLERK}
