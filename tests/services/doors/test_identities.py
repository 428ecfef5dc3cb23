"""Outside identities: one account each, taken off by their owner or an administrator, never an official's."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.domain.errors import DomainError, InvalidError, NotFoundError, NotPermittedError
from app.services.doors import identities
from app.services.doors.identities import Key
from tests.factories import applications as factory

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask

CARD = Key(kind="card", issuer="CN=Example CA", subject="CN=LIN", label="林海（示例）")


def values(**told: Any) -> dict[str, Any]:
    new = {"login": "Haian.Clerk", "kind": "card", "issuer": CARD.issuer, "subject": CARD.subject, "label": ""}
    return {**new, **told}


def test_an_identity_is_bound_to_one_account_and_found_by_it(context: Flask) -> None:
    clerk = factory.act_as(factory.CLERK)
    row = identities.bind(clerk, CARD)
    found = identities.find(CARD)
    assert found is not None
    assert (found.id, found.user_id, [one.id for one in identities.of_user(clerk.user_id)]) == (
        row.id, clerk.user_id, [row.id],
    )  # fmt: skip
    with pytest.raises(DomainError) as refused:
        identities.bind(factory.act_as(factory.OTHER_CLERK), CARD)
    assert refused.value.code == "identity_taken"


def test_it_is_taken_off_by_its_owner_or_an_administrator(context: Flask, now: datetime) -> None:
    number = identities.bind(factory.act_as(factory.CLERK), CARD).id
    with pytest.raises(NotFoundError):
        identities.unbind(factory.act_as(factory.OTHER_CLERK), number)
    with pytest.raises(NotPermittedError):
        identities.remove(factory.act_as("haian.admin"), number, version=None, now=now)
    identities.unbind(factory.act_as(factory.CLERK), number)
    assert identities.find(CARD) is None
    made = identities.create(factory.act_as("admin"), values(), now=now)
    identities.remove(factory.act_as("admin"), made.id, version=None, now=now)
    assert identities.find(CARD) is None


@pytest.mark.parametrize(
    ("told", "path", "code"),
    [
        ({"login": "nobody"}, "login", "no_such_user"),
        ({"login": "overseas.kor"}, "login", "identity_not_for_officials"),
        ({"subject": ""}, "subject", "required"),
        ({}, "subject", "identity_taken"),
    ],
)
def test_what_an_administrator_cannot_bind_is_refused_at_its_field(
    context: Flask, now: datetime, told: dict[str, Any], path: str, code: str
) -> None:
    identities.bind(factory.act_as(factory.OTHER_CLERK), CARD)
    with pytest.raises(InvalidError) as refused:
        identities.create(factory.act_as("admin"), values(**told), now=now)
    assert [(one.path, one.code) for one in refused.value.errors] == [(path, code)]


def test_an_official_binds_nothing(context: Flask) -> None:
    with pytest.raises(NotPermittedError):
        identities.bind(factory.act_as(factory.OVERSEAS), CARD)
    assert identities.find(CARD) is None
