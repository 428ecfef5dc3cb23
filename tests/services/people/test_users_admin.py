"""Accounts as an administrator edits them: data and roles together, on what the form showed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from app.domain.errors import InvalidError, NotAllowedNowError, NotPermittedError, StaleError
from app.models import User
from app.services.base import accounts
from app.services.people import users_admin

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.actor import Actor

ActorOf = Callable[[str], "Actor"]


def user(login: str) -> User:
    found = accounts.find_by_login(login)
    assert found is not None
    return found


def wanted(login: str = "haian.clerk", **columns: Any) -> dict[str, Any]:
    """Return what the form of a user says, but for what is given."""
    return {**users_admin.state(user(login)), "login": login, **columns}


def change(actor: Actor, login: str, now: datetime, **columns: Any) -> User:
    seen = users_admin.state(user(login))
    return users_admin.change(actor, user(login).id, wanted(login, **columns), seen=seen, now=now)


def test_an_account_is_opened_with_a_password_for_once(actor: ActorOf, now: datetime) -> None:
    told = wanted(login="haian.clerk", email="new@example.invalid", roles=["clerk"])
    made, password = users_admin.create(actor("admin"), {**told, "login": "Haian.Second"}, now=now)
    assert (made.username, [role.name for role in made.roles]) == ("haian.second", ["clerk"])
    assert password
    assert accounts.find_by_login("haian.second") is made


def test_data_and_roles_are_changed_together(actor: ActorOf, now: datetime) -> None:
    roles = ["clerk", "enterprise_administrator"]
    changed = change(actor("admin"), "haian.clerk", now, phone="0411-5550199", roles=roles, country="")
    assert users_admin.state(changed)["roles"] == roles
    assert (changed.phone, changed.country) == ("0411-5550199", None)


@pytest.mark.parametrize(
    ("columns", "path", "code"),
    [
        ({"first_name": ""}, "first_name", "required"),
        ({"email": "not a mail"}, "email", "not_a_mail_address"),
        ({"email": "ADMIN@example.invalid"}, "email", "email_taken"),
        ({"roles": []}, "roles", "required"),
        ({"organisation_id": None}, "organisation_id", "required"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    actor: ActorOf, now: datetime, columns: dict[str, Any], path: str, code: str
) -> None:
    admin = actor("admin")
    with pytest.raises(InvalidError) as refused:
        change(admin, "haian.clerk", now, **columns)
    assert [(one.path, one.code) for one in refused.value.errors] == [(path, code)]


def test_an_old_form_a_foreign_role_and_the_own_roles_are_refused(actor: ActorOf, now: datetime) -> None:
    admin = actor("admin")
    old = {**users_admin.state(user("haian.clerk")), "phone": "another"}
    with pytest.raises(StaleError):
        users_admin.change(admin, user("haian.clerk").id, wanted(), seen=old, now=now)
    with pytest.raises(NotAllowedNowError):
        change(admin, "admin", now, roles=["clerk"])
    with pytest.raises(NotPermittedError):
        change(actor("haian.admin"), "haian.clerk", now, roles=["clerk", "reviewer"])
    assert users_admin.state(user("haian.clerk"))["roles"] == ["clerk"]
