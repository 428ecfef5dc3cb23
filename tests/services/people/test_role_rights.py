"""Rights and users of a role: given as a whole on what was seen, taken from nobody who must keep them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from app.domain.errors import DomainError, NotAllowedNowError, NotFoundError, NotPermittedError, StaleError
from app.extensions import db
from app.models import Role
from app.services.base import accounts
from app.services.people import role_rights

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.actor import Actor

ActorOf = Callable[[str], "Actor"]


def role(name: str) -> Role:
    return db.session.scalars(db.select(Role).where(Role.name == name)).one()


def ids(found: Role) -> set[int]:
    return {right.id for right in found.permissions}


def test_members_are_found_by_login_and_name(actor: ActorOf) -> None:
    actor("admin")
    reviewers = role("reviewer")
    everybody = [user.username for user in role_rights.members(reviewers)]
    assert everybody == sorted(everybody)
    assert len(everybody) == role_rights.member_count(reviewers) == 3
    assert [user.username for user in role_rights.members(reviewers, search="0908")] == ["customs.0908"]
    assert role_rights.members(reviewers, search="%") == []


def test_a_right_is_taken_away_on_what_was_seen_and_counts_at_once(actor: ActorOf, now: datetime) -> None:
    admin, clerks = actor("admin"), role("clerk")
    seen, gone = ids(clerks), next(right for right in clerks.permissions if right.permission.name == "can_list")
    with pytest.raises(StaleError):
        role_rights.give_rights(admin, clerks.id, seen, seen=seen - {gone.id})
    role_rights.give_rights(admin, clerks.id, seen - {gone.id}, seen=seen)
    user = accounts.find_by_login("haian.clerk")
    assert ("can_list", gone.view_menu.name) not in accounts.actor_for(user).permissions
    assert clerks.id not in {number for number, _name in role_rights.holders([gone.id]).get(gone.id, ())}


def test_the_administrator_keeps_what_gives_rights_back_and_the_public_has_none(actor: ActorOf, now: datetime) -> None:
    admin, administrators, public = actor("admin"), role("system_administrator"), role("public")
    with pytest.raises(DomainError) as refused:
        role_rights.give_rights(admin, administrators.id, [], seen=ids(administrators))
    assert refused.value.code == "administrator_keeps_roles"
    with pytest.raises(DomainError) as refused:
        role_rights.give_rights(admin, public.id, ids(administrators), seen=[])
    assert refused.value.code == "public_has_no_rights"
    assert ids(public) == set()


def test_a_user_gets_a_role_by_his_login_and_loses_it_again(actor: ActorOf, now: datetime) -> None:
    admin, clerks = actor("admin"), role("clerk")
    user = role_rights.add_member(admin, clerks.id, " HAIAN.Admin ")
    assert {one.name for one in user.roles} == {"enterprise_administrator", "clerk"}
    role_rights.remove_member(admin, clerks.id, user.id)
    assert {one.name for one in user.roles} == {"enterprise_administrator"}
    with pytest.raises(DomainError):
        role_rights.add_member(admin, clerks.id, "nobody")


def test_nobody_takes_the_last_administrator_or_people_of_others(actor: ActorOf, now: datetime) -> None:
    admin = actor("admin")
    with pytest.raises(NotAllowedNowError):
        role_rights.remove_member(admin, role("system_administrator").id, admin.user_id)
    stranger = accounts.find_by_login("beifang.clerk")
    with pytest.raises((NotFoundError, NotPermittedError)):
        role_rights.remove_member(actor("haian.admin"), role("clerk").id, stranger.id)
    assert "clerk" in {one.name for one in accounts.find_by_login("beifang.clerk").roles}
