"""The history of one record: its changes only, the newest first, and who made and last changed it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.extensions import db
from app.models import Role, SystemParameter, User
from app.services.base import parameters
from app.services.settings import operation_history

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.actor import Actor

ActorOf = Callable[[str], "Actor"]


def test_the_changes_of_a_record_stand_newest_first_and_no_other_s(actor: ActorOf, now: datetime) -> None:
    admin = actor("admin")
    row = parameters.create(admin, {"name": "example.a", "value": "1", "remark": ""}, now=now)
    parameters.create(admin, {"name": "example.b", "value": "1", "remark": ""}, now=now)
    seen = operation_history.last_number(row)
    parameters.change(admin, row.id, {"value": "2"}, version=row.version, now=now)
    told = operation_history.of_row(row)
    assert [one.id for one in told] == sorted((one.id for one in told), reverse=True)
    assert operation_history.count(row) == len(told) == 2
    later = operation_history.of_row(row, after=seen)
    assert [one.changes["value"] for one in later] == [["1", "2"]]
    assert len(operation_history.of_row(row, limit=1)) == 1


def test_who_made_and_who_changed_a_record_is_told_by_its_columns(actor: ActorOf, now: datetime) -> None:
    admin = actor("admin")
    row = parameters.create(admin, {"name": "example.a", "value": "1", "remark": ""}, now=now)
    told = operation_history.handling(row)
    assert (told.created_by, told.changed_by, told.version) == (admin.name, admin.name, row.version)
    seeded = db.session.scalars(db.select(SystemParameter).where(SystemParameter.name == "password_policy")).one()
    assert operation_history.handling(seeded).created_by == ""


def test_accounts_and_roles_tell_the_same_by_their_own_columns_and_their_history(actor: ActorOf) -> None:
    admin = actor("admin")
    user = db.session.scalars(db.select(User).where(User.username == "overseas.kor")).one()
    assert operation_history.handling(user).created_by == admin.name
    role = db.session.scalars(db.select(Role).where(Role.name == "clerk")).one()
    told = operation_history.handling(role)
    assert (told.created_by, told.version) == ("", None)
    assert told.created_at is not None
