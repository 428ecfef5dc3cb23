"""Notices: hostile text is cleaned at save, and only those a notice is meant for see it, while it is in force."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from app.extensions import db
from app.models import Notice, Organisation
from app.models.base import utc_now
from app.services.home import notices, notices_admin

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.actor import Actor

    ActorOf = Callable[[str], Actor]

TODAY = date(2026, 11, 25)


def notice(actor: Actor, **values: Any) -> Notice:
    """Write a notice in force for everybody, but for what is given."""
    told = {"title": "维护（示例）", "text": "今晚", "roles": [], "valid_from": TODAY, "valid_to": None, **values}
    return notices_admin.create(actor, told, now=utc_now())


def seen(actor: Actor, *, today: date = TODAY) -> set[int]:
    return {reading.notice.id for reading in notices.in_force(actor, today=today)}


def organisation(name: str) -> Organisation:
    """Return the organisation whose name begins so, or the top of the tree."""
    if name == "top":
        return db.session.scalars(db.select(Organisation).where(Organisation.parent_id.is_(None))).one()
    return db.session.scalars(db.select(Organisation).where(Organisation.name.startswith(name))).one()


@pytest.mark.function("5.2.7")
def test_a_changed_notice_is_cleaned_too(actor: ActorOf) -> None:
    admin = actor("admin")
    made = notice(admin)
    told = {"title": "a", "text": "<p onclick=x>明晚</p>", "roles": [], "valid_from": TODAY, "valid_to": None}
    assert notices_admin.change(admin, made.id, told, version=None, now=utc_now()).text == "<p>明晚</p>"


@pytest.mark.function("5.2.7")
@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        ({}, {"haian.clerk", "haian.admin", "customs.0901"}),
        ({"roles": ["clerk"]}, {"haian.clerk"}),
        ({"organisations": ["大连海关"]}, {"customs.0901"}),
        ({"organisations": ["大连海岸水产"]}, {"haian.clerk", "haian.admin"}),
        ({"organisations": ["top"]}, {"haian.clerk", "haian.admin", "customs.0901"}),
        ({"organisations": ["大连海岸水产"], "roles": ["clerk", "reviewer"]}, {"haian.clerk"}),
        ({"organisations": ["大窑湾海关"]}, set()),
    ],
)
def test_a_notice_reaches_its_roles_and_organisations_with_those_below(
    actor: ActorOf, audience: dict[str, list[str]], readers: set[str]
) -> None:
    admin = actor("admin")
    ids = [organisation(name).id for name in audience.get("organisations", ())]
    made = notice(admin, roles=audience.get("roles", []), organisation_ids=ids).id
    assert {login for login in ("haian.clerk", "haian.admin", "customs.0901") if made in seen(actor(login))} == readers


@pytest.mark.function("5.2.7")
def test_a_notice_is_in_force_from_its_first_to_its_last_day(actor: ActorOf) -> None:
    admin = actor("admin")
    made = notice(admin, valid_from=TODAY, valid_to=TODAY + timedelta(days=1)).id
    days = [offset for offset in (-1, 0, 1, 2) if made in seen(admin, today=TODAY + timedelta(days=offset))]
    assert days == [0, 1]
