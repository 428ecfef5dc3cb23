"""Overseas users: opened with a country, managed by whoever opened them, out at once when they are disabled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.domain.errors import InvalidError, NotFoundError, NotPermittedError, StaleError
from app.extensions import db
from app.models import User
from app.services.portal import users
from tests.factories import applications as factory

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask


def account(login: str) -> User:
    return db.session.scalars(db.select(User).where(User.username == login)).one()


def values(**told: Any) -> dict[str, Any]:
    new = {"login": "Overseas.New", "first_name": "AOI", "last_name": "MORI (EXAMPLE)", "email": "n@example.invalid"}
    return {**new, "phone": "", "country": "JPN", "locale": "ja", **told}


def test_an_account_belongs_to_the_enterprise_that_opens_it(context: Flask, now: datetime) -> None:
    enterprise = factory.act_as("haian.admin")
    made, _password = users.create(enterprise, values(country=""), now=now)
    assert (made.username, made.organisation_id, made.country) == ("overseas.new", enterprise.organisation_id, None)
    with pytest.raises(NotFoundError):
        users.disable(factory.act_as("beifang.admin"), made.id, now=now)
    with pytest.raises(NotFoundError):
        users.disable(enterprise, account("overseas.kor").id, now=now)
    assert account("overseas.kor").status == "active"


@pytest.mark.parametrize(
    ("told", "path", "code"),
    [
        ({"country": ""}, "country", "country_required"),
        ({"country": "ZZZ"}, "country", "not_a_country"),
        ({"locale": "xx"}, "locale", "not_a_language"),
        ({"email": "x"}, "email", "not_a_mail_address"),
        ({"login": "overseas.kor"}, "login", "login_taken"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    context: Flask, now: datetime, told: dict[str, Any], path: str, code: str
) -> None:
    with pytest.raises(InvalidError) as refused:
        users.create(factory.act_as("admin"), values(**told), now=now)
    assert [(one.path, one.code) for one in refused.value.errors] == [(path, code)]


def test_an_account_is_changed_on_what_was_seen(context: Flask, now: datetime) -> None:
    admin, row = factory.act_as("admin"), account("overseas.kor")
    seen = users.state(row)
    with pytest.raises(StaleError):
        users.change(admin, row.id, {**seen, "country": "JPN"}, seen={**seen, "phone": "?"}, now=now)
    users.change(admin, row.id, {**seen, "country": "JPN"}, seen=seen, now=now)
    assert account("overseas.kor").country == "JPN"


def test_a_disabled_account_is_enabled_again_and_a_deleted_one_is_gone(context: Flask, now: datetime) -> None:
    admin, number = factory.act_as("admin"), account("overseas.kor").id
    users.disable(admin, number, now=now)
    assert account("overseas.kor").status == "locked"
    users.enable(admin, number, now=now)
    users.remove(admin, number, now=now)
    assert account("overseas.kor").status == "deregistered"
    with pytest.raises(NotFoundError):
        users.enable(admin, number, now=now)


def test_no_other_account_is_reached_this_way(context: Flask, now: datetime) -> None:
    with pytest.raises(NotFoundError):
        users.disable(factory.act_as("admin"), account("haian.clerk").id, now=now)
    with pytest.raises(NotPermittedError):
        users.create(factory.act_as("haian.clerk"), values(), now=now)
