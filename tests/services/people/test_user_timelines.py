"""Timeline 时间轴 of a user: everything that happened to him and that he did, in time order, in pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from app.domain.errors import NotFoundError, NotPermittedError
from app.extensions import db
from app.models import User
from app.models.base import utc_now
from app.services.demo.demo import password
from app.services.doors import logins
from app.services.people import user_timelines, users

if TYPE_CHECKING:
    from app.domain.actor import Actor

ActorOf = Callable[[str], "Actor"]


def user(login: str) -> User:
    return db.session.scalars(select(User).where(User.username == login)).one()


@pytest.mark.function("5.2.3-c")
def test_logins_failures_resets_and_locks_stand_in_time_order(actor: ActorOf, context: Any) -> None:
    start = utc_now() - timedelta(minutes=5)
    logins.attempt("haian.clerk", "wrong", address="192.0.2.7", now=start)
    logins.attempt("haian.clerk", password(), address="192.0.2.7", now=start + timedelta(seconds=9))
    admin = actor("admin")
    users.lock(admin, user("haian.clerk").id, now=utc_now())
    found = user_timelines.of(admin, user("haian.clerk"))
    moments = [event.happened_at for event in found.events]
    assert moments == sorted(moments, reverse=True)
    assert [event.attempt.has_succeeded for event in found.events if event.attempt] == [True, False]
    changed = [event.record.changes for event in found.events if event.kind == "account" and event.record]
    assert changed[0]["status"] == ["active", "locked"]


def test_one_kind_is_shown_alone_and_pages_do_not_overlap(actor: ActorOf, monkeypatch: pytest.MonkeyPatch) -> None:
    admin = actor("admin")
    monkeypatch.setattr(user_timelines, "PAGE", 3)
    for number in range(8):
        logins.attempt("haian.clerk", password(), address="192.0.2.7", now=utc_now() + timedelta(seconds=number))
    one = user("haian.clerk")
    pages = [user_timelines.of(admin, one, kind="login", page=page) for page in (1, 2, 3)]
    numbers = [event.attempt.id for page in pages for event in page.events if event.attempt]
    assert pages[0].pages == 3
    assert len(numbers) == len(set(numbers)) == 8


def test_what_he_changed_himself_is_there(actor: ActorOf) -> None:
    users.lock(actor("admin"), user("haian.clerk").id, now=utc_now())
    me = actor("admin")
    found = user_timelines.of(me, user("admin"), kind="work")
    assert found.events[0].record is not None
    assert found.events[0].record.table_name == "ab_user"


@pytest.mark.bar("S2")
def test_an_enterprise_administrator_sees_his_own_people_only(actor: ActorOf) -> None:
    own, other = user("haian.clerk"), user("beifang.clerk")
    me = actor("haian.admin")
    assert user_timelines.of(me, own).page == 1
    with pytest.raises(NotFoundError):
        user_timelines.of(me, other)
    with pytest.raises(NotPermittedError):
        user_timelines.of(actor("haian.clerk"), own)
