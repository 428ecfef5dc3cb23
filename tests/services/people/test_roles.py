"""Roles: added, copied, changed, deleted; who may give which, and what stays so that somebody can give rights back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.domain.actor import SYSTEM
from app.domain.errors import DomainError, InvalidError, NotAllowedNowError, NotPermittedError, StaleError
from app.domain.permissions import ROLES
from app.extensions import db
from app.models import Role, User
from app.services.base import accounts
from app.services.base.transaction import transaction
from app.services.demo import seeding
from app.services.people import role_rights, roles, users
from app.services.people.users import NewUser
from app.services.settings import operation_history

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.actor import Actor

ActorOf = Callable[[str], "Actor"]
READERS = {"title": "只读（示例）", "side": "enterprise", "remark": "看而不改"}


def role(name: str) -> Role:
    return db.session.scalars(select(Role).where(Role.name == name)).one()


def user(login: str) -> User:
    return db.session.scalars(select(User).where(User.username == login)).one()


def pairs(one: Role) -> set[tuple[str, str]]:
    return {(right.permission.name, right.view_menu.name) for right in one.permissions}


@pytest.mark.function("5.2.6-a")
def test_a_role_of_one_s_own_is_added_changed_and_deleted(actor: ActorOf, now: datetime) -> None:
    admin = actor("admin")
    made = roles.create(admin, READERS, now=now)
    seen = operation_history.last_number(made)
    roles.change(admin, made.id, {**READERS, "title": "统计员（示例）"}, version=seen, now=now)
    assert role(made.name).title == "统计员（示例）"
    with pytest.raises(StaleError):
        roles.change(admin, made.id, READERS, version=seen, now=now)
    roles.remove(admin, made.id, version=None, now=now)
    assert db.session.get(Role, made.id) is None


@pytest.mark.parametrize(
    "wrong", [{"title": ""}, {"side": "overseas"}, {"side": "nobody"}, {"title": "只读（示例）"}, {"side": ""}]
)
def test_a_role_needs_a_name_of_its_own_and_a_side(actor: ActorOf, now: datetime, wrong: dict[str, Any]) -> None:
    admin = actor("admin")
    roles.create(admin, READERS, now=now)
    with pytest.raises(InvalidError):
        roles.create(admin, {"title": "另一个（示例）", "side": "enterprise", "remark": "", **wrong}, now=now)


@pytest.mark.parametrize("name", ROLES)
def test_a_ready_made_role_is_never_deleted(actor: ActorOf, now: datetime, name: str) -> None:
    with pytest.raises(DomainError):
        roles.remove(actor("admin"), role(name).id, version=None, now=now)


def test_a_role_that_somebody_has_is_not_deleted(actor: ActorOf, now: datetime) -> None:
    admin = actor("admin")
    made = roles.create(admin, READERS, now=now)
    role_rights.add_member(admin, made.id, "haian.clerk")
    with pytest.raises(DomainError) as refused:
        roles.remove(admin, made.id, version=None, now=now)
    assert refused.value.code == "role_has_users"


@pytest.mark.function("5.2.6-a")
def test_a_copy_has_the_rights_and_none_of_the_users(actor: ActorOf, now: datetime) -> None:
    made = roles.copy(actor("admin"), role("clerk").id, title="录入员二（示例）")
    assert pairs(made) == pairs(role("clerk"))
    assert not made.user
    assert not roles.is_ready_made(made)


@pytest.mark.parametrize("login", ["haian.admin", "haian.clerk", "customs.0901"])
def test_only_who_may_edit_roles_touches_them(actor: ActorOf, now: datetime, login: str) -> None:
    clerk = role("clerk")
    number, rights = clerk.id, [right.id for right in clerk.permissions]
    me = actor(login)
    for attempt in (
        lambda: roles.create(me, READERS, now=now),
        lambda: roles.copy(me, number, title="x"),
        lambda: role_rights.give_rights(me, number, [], seen=rights),
        lambda: role_rights.add_member(me, number, "haian.admin"),
    ):
        with pytest.raises(NotPermittedError):
            attempt()


@pytest.mark.bar("S2")
def test_an_enterprise_administrator_gives_no_right_that_he_has_not(actor: ActorOf, now: datetime) -> None:
    admin = actor("admin")
    weak = roles.create(admin, READERS, now=now)
    weak_name = weak.name
    customs = roles.create(admin, {**READERS, "title": "海关（示例）", "side": "customs"}, now=now)
    customs_name = customs.name
    me = actor("haian.admin")
    givable = {one.name for one in users.grantable_roles(me)}
    assert weak_name in givable
    assert givable.isdisjoint({"clerk", "reviewer", "system_administrator", customs_name})
    new = NewUser(
        login="haian.third", first_name="三", last_name="张（示例）", email="third@example.invalid",
        roles=frozenset({"clerk"}), organisation_id=me.organisation_id,
    )  # fmt: skip
    with pytest.raises(NotPermittedError):
        users.create(me, new, now=now)


@pytest.mark.bar("S2")
def test_an_enterprise_administrator_who_is_a_clerk_too_opens_clerks(actor: ActorOf, now: datetime) -> None:
    role_rights.add_member(actor("admin"), role("clerk").id, "haian.admin")
    assert "clerk" in {one.name for one in users.grantable_roles(actor("haian.admin"))}


def test_the_last_administrator_keeps_role_and_account(context: Any, now: datetime) -> None:
    account, number = user("admin").id, role("system_administrator").id
    for attempt in (
        lambda: users.lock(SYSTEM, account, now=now),
        lambda: users.deregister(SYSTEM, account, now=now),
        lambda: role_rights.remove_member(SYSTEM, number, account),
    ):
        with pytest.raises(NotAllowedNowError) as refused:
            attempt()
        assert refused.value.code == "last_administrator"
    role_rights.add_member(SYSTEM, number, "customs.0901")
    assert users.lock(SYSTEM, account, now=now).status == "locked"
    with pytest.raises(NotAllowedNowError):
        users.lock(SYSTEM, user("customs.0901").id, now=now)


def test_nobody_below_locks_or_resets_an_administrator_of_his_own_enterprise(actor: ActorOf, now: datetime) -> None:
    """Whoever could give an administrator a new password would be one."""
    with transaction():
        one = user("admin")
        one.organisation_id = user("haian.admin").organisation_id
        account = one.id
    me = actor("haian.admin")
    for do in (users.lock, users.reset_password, users.deregister):
        with pytest.raises(NotAllowedNowError) as refused:
            do(me, account, now=now)
        assert refused.value.code == "account_of_higher_rights"


def test_a_right_that_was_taken_away_is_not_given_again_even_in_another_way(context: Any) -> None:
    with transaction():
        one = role("enterprise_administrator")
        one.permissions = [right for right in one.permissions if right.view_menu.name != "users"]
    seeding.seed()
    assert not any(resource == "users" for _verb, resource in pairs(role("enterprise_administrator")))


def test_rights_count_from_the_next_actor_on(actor: ActorOf, now: datetime) -> None:
    clerk = role("clerk")
    seen = [right.id for right in clerk.permissions]
    role_rights.give_rights(actor("admin"), clerk.id, [], seen=seen)
    assert not accounts.actor_for(user("haian.clerk")).permissions
