"""Accounts: opened, locked, unlocked, deregistered, reset, by whoever may and on whom he may."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.domain.actor import SYSTEM
from app.domain.errors import DomainError, NotAllowedNowError, NotFoundError, NotPermittedError
from app.extensions import db
from app.models import User
from app.services.people import users
from app.services.people.users import NewUser

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.actor import Actor

ActorOf = Callable[[str], "Actor"]


def new(**columns: Any) -> NewUser:
    wanted = {
        "login": "new.clerk", "first_name": "新", "last_name": "王（示例）", "email": "new.clerk@example.invalid",
        "roles": frozenset({"clerk"}),
    }  # fmt: skip
    return NewUser(**{**wanted, **columns})


def user_id(login: str) -> int:
    found = db.session.scalar(select(User.id).where(User.username == login))
    assert found is not None
    return found


@pytest.mark.function("5.2.3-b")
def test_a_new_account_gets_a_one_time_password_that_must_be_changed(actor: ActorOf, now: datetime) -> None:
    made, one_time = users.create(actor("admin"), new(), now=now)
    assert made.needs_password_change
    assert len(one_time) == 17
    assert one_time not in made.password


@pytest.mark.parametrize(
    ("columns", "code"),
    [
        ({"login": "Haian.clerk"}, "login_invalid"),
        ({"login": "haian.clerk"}, "login_taken"),
        ({"login": "a"}, "login_invalid"),
        ({"login": "名字名字"}, "login_invalid"),
        ({"email": "HAIAN.CLERK@example.invalid"}, "email_taken"),
        ({"roles": frozenset({"emperor"})}, "role_unknown"),
    ],
)
def test_what_cannot_be_is_refused_by_name(actor: ActorOf, now: datetime, columns: dict[str, Any], code: str) -> None:
    with pytest.raises(DomainError) as refused:
        users.create(actor("admin"), new(**columns), now=now)
    assert refused.value.code == code


@pytest.mark.parametrize("login", ["haian.clerk", "customs.0901", "overseas.jpn", "xiaogang.admin"])
@pytest.mark.parametrize("do", [users.lock, users.unlock, users.deregister, users.reset_password])
def test_whoever_has_not_the_right_does_nothing(actor: ActorOf, now: datetime, login: str, do: Any) -> None:
    me = actor(login)
    with pytest.raises((NotPermittedError, NotFoundError)):
        do(me, user_id("beifang.clerk"), now=now)
    assert db.session.scalar(select(User.status).where(User.username == "beifang.clerk")) == "active"


@pytest.mark.function("5.2.3-b")
def test_a_lock_can_be_taken_back_and_a_deregistration_cannot(context: Any, now: datetime) -> None:
    account = user_id("haian.clerk")
    assert users.lock(SYSTEM, account, now=now).is_active is False
    assert users.unlock(SYSTEM, account, now=now).is_active is True
    assert users.deregister(SYSTEM, account, now=now).deregistered_at == now
    for do in (users.lock, users.unlock, users.deregister, users.reset_password):
        with pytest.raises(NotAllowedNowError):
            do(SYSTEM, account, now=now)


def test_nobody_locks_himself_out(actor: ActorOf, now: datetime) -> None:
    me = actor("admin")
    with pytest.raises(NotAllowedNowError):
        users.lock(me, user_id("admin"), now=now)


def test_the_administrator_may_give_every_role_and_a_clerk_none_beyond_his_own(actor: ActorOf) -> None:
    assert len(users.grantable_roles(actor("admin"))) == 5  # nobody is given the role of the public
    assert "system_administrator" not in {role.name for role in users.grantable_roles(actor("haian.clerk"))}
    assert "reviewer" not in {role.name for role in users.grantable_roles(actor("haian.clerk"))}
