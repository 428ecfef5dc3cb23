"""Limits on accounts: whose people somebody manages, and who cannot be taken away."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from app.domain.actor import SYSTEM
from app.domain.errors import DomainError, NotAllowedNowError, NotFoundError
from app.extensions import db
from app.models import Role, User
from app.services.base import accounts
from app.services.base.transaction import transaction
from app.services.people import user_limits

if TYPE_CHECKING:
    from app.domain.actor import Actor

ActorOf = Callable[[str], "Actor"]


def user(login: str) -> User:
    found = accounts.find_by_login(login)
    assert found is not None
    return found


def test_each_side_gives_the_roles_of_its_own_side(actor: ActorOf) -> None:
    assert user_limits.sides(SYSTEM) == user_limits.sides(actor("admin"))
    assert user_limits.sides(actor("haian.admin")) == {"enterprise", "overseas"}
    assert user_limits.sides(actor("customs.0901")) == {"customs"}
    assert user_limits.sides(actor("overseas.kor")) == frozenset()


@pytest.mark.parametrize(
    ("login", "refusal"),
    [("haian.clerk", None), ("haian.admin", None), ("beifang.clerk", NotFoundError), ("admin", NotFoundError)],
)
def test_an_enterprise_reaches_its_own_people_and_no_others(
    actor: ActorOf, login: str, refusal: type[DomainError] | None
) -> None:
    administrator = actor("haian.admin")
    if refusal is None:
        user_limits.refuse_unreached(administrator, user(login))
        assert user(login).organisation_id == administrator.organisation_id
    else:
        with pytest.raises(refusal):
            user_limits.refuse_unreached(administrator, user(login))


def test_somebody_with_higher_rights_in_the_own_enterprise_stays_untouched(actor: ActorOf) -> None:
    actor("admin")
    with transaction():
        clerk = user("haian.clerk")
        clerk.roles = [*clerk.roles, db.session.scalars(db.select(Role).where(Role.name == "reviewer")).one()]
    with pytest.raises(NotAllowedNowError) as refused:
        user_limits.refuse_unreached(actor("haian.admin"), user("haian.clerk"))
    assert refused.value.code == "account_of_higher_rights"


def test_the_own_account_and_the_last_administrator_stay(actor: ActorOf) -> None:
    admin = actor("admin")
    with pytest.raises(NotAllowedNowError):
        user_limits.refuse_own(admin, user("admin"))
    with pytest.raises(NotAllowedNowError) as refused:
        user_limits.refuse_last_administrator(user("admin"))
    assert refused.value.code == "last_administrator"
    user_limits.refuse_last_administrator(user("haian.clerk"))
    with transaction():
        user("customs.0901").roles = list(user("admin").roles)
    user_limits.refuse_last_administrator(user("admin"))
    with transaction():
        user("customs.0901").status = "locked"
    with pytest.raises(NotAllowedNowError):
        user_limits.refuse_last_administrator(user("admin"))
