"""Accounts as actors: roles, rights and reach come from the database at this moment."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from app.extensions import db
from app.models import Application, Organisation, User
from app.services.base import accounts
from app.services.base.transaction import transaction
from tests.factories import applications as factory

if TYPE_CHECKING:
    from flask import Flask

    from app.domain.actor import Actor

ActorOf = Callable[[str], "Actor"]


def user(login: str) -> User:
    found = accounts.find_by_login(login)
    assert found is not None
    return found


def test_a_clerk_reaches_his_enterprise_and_a_reviewer_his_offices(context: Flask) -> None:
    clerk, reviewer = accounts.actor_for(user("haian.clerk")), accounts.actor_for(user("customs.0901"))
    assert clerk.organisation_ids == {clerk.organisation_id}
    assert (clerk.customs_codes, clerk.sees_all, clerk.has_registration) == (frozenset(), False, True)
    assert (reviewer.customs_codes, reviewer.organisation_ids) == ({"0901"}, frozenset())
    assert ("can_list", "organisations") not in clerk.permissions
    assert accounts.actor_for(user("admin")).sees_all


def test_an_office_reaches_the_offices_below_it(context: Flask) -> None:
    district = db.session.scalars(db.select(Organisation).where(Organisation.customs_code == "0900")).one()
    with transaction():
        user("customs.0901").organisation_id = district.id
    db.session.expire_all()
    assert accounts.actor_for(user("customs.0901")).customs_codes == {"0900", "0901", "0908"}


@pytest.mark.parametrize("status", ["pending", "closed"])
def test_the_people_of_an_organisation_that_is_not_active_reach_nothing(context: Flask, status: str) -> None:
    with transaction():
        user("haian.clerk").organisation.status = status
    found = accounts.actor_for(user("haian.clerk"))
    assert (found.permissions, found.organisation_ids) == (frozenset(), frozenset())
    assert found.roles == {"clerk"}


def test_the_session_sees_the_rows_of_whoever_it_is_bound_to(actor: ActorOf) -> None:
    number = factory.draft().id
    for login, is_there in (("haian.clerk", True), ("beifang.clerk", False), ("overseas.kor", False)):
        accounts.bind(actor(login))
        found = db.session.scalar(db.select(Application.id).where(Application.id == number))
        assert (found is not None) is is_there, login


def test_an_account_is_found_by_its_login_in_any_case_and_by_no_number_of_nobody(context: Flask) -> None:
    assert user("HAIAN.Clerk").username == "haian.clerk"
    assert accounts.find_by_login("nobody") is None
    found = accounts.find(user("haian.clerk").id)
    assert found is not None
    assert found.username == "haian.clerk"
    assert [accounts.find(number) for number in (0, -1, accounts.MAX_ID + 1)] == [None, None, None]
