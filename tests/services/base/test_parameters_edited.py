"""System parameters as records: declared ones keep name and kind and can be set back, free ones come and go."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from app.domain.errors import DomainError, InvalidError, NotPermittedError
from app.domain.parameters import DECLARED
from app.extensions import db
from app.models import SystemParameter
from app.services.base import parameters
from app.services.base.transaction import transaction

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.actor import Actor

ActorOf = Callable[[str], "Actor"]


def row(name: str) -> SystemParameter:
    return db.session.scalars(db.select(SystemParameter).where(SystemParameter.name == name)).one()


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("approval_needs_second_person", "perhaps", "not_an_option"),
        ("password_policy", "none", "not_an_option"),
        ("session_idle_minutes", "1.5", "not_a_number"),
        ("session_idle_minutes", "1" * (parameters.MAX_NUMBER + 1), "not_a_number"),
        ("session_idle_minutes", "٣", "not_a_number"),
    ],
)
def test_a_declared_parameter_takes_values_of_its_kind_only(
    actor: ActorOf, now: datetime, name: str, value: str, code: str
) -> None:
    admin, found = actor("admin"), row(name)
    with pytest.raises(InvalidError) as refused:
        parameters.change(admin, found.id, {"value": value}, version=found.version, now=now)
    assert [(one.path, one.code) for one in refused.value.errors] == [("value", code)]
    assert row(name).value == DECLARED[name].default


def test_a_declared_parameter_keeps_its_name_is_set_back_and_never_deleted(actor: ActorOf, now: datetime) -> None:
    admin, found = actor("admin"), row("session_idle_minutes")
    wanted = {"name": "another", "value": "7", "remark": "短一点（示例）"}
    parameters.change(admin, found.id, wanted, version=found.version, now=now)
    assert (found.name, found.value, found.remark) == ("session_idle_minutes", "7", "短一点（示例）")
    parameters.set_back(admin, found.id, version=found.version)
    assert found.value == DECLARED["session_idle_minutes"].default
    with pytest.raises(DomainError) as refused:
        parameters.remove(admin, found.id, version=found.version, now=now)
    assert refused.value.code == "parameter_is_declared"


def test_a_free_parameter_is_added_renamed_and_deleted_and_has_no_default(actor: ActorOf, now: datetime) -> None:
    admin = actor("admin")
    made = parameters.create(admin, {"name": "example.a", "value": "1"}, now=now)
    parameters.change(admin, made.id, {"name": "example.b", "value": "1"}, version=made.version, now=now)
    with pytest.raises(DomainError) as refused:
        parameters.set_back(admin, made.id, version=made.version)
    assert refused.value.code == "parameter_has_no_default"
    with pytest.raises(InvalidError):
        parameters.create(admin, {"name": "EXAMPLE.B", "value": "2"}, now=now)
    parameters.remove(admin, row("example.b").id, version=made.version, now=now)
    assert db.session.scalar(db.select(SystemParameter.id).where(SystemParameter.name.startswith("example"))) is None


def test_a_declared_parameter_without_a_row_is_taken_in_once(actor: ActorOf) -> None:
    actor("admin")
    with transaction():
        db.session.delete(row("password_policy"))
    with transaction():
        assert parameters.take_in_declared() == ["password_policy"]
    assert parameters.take_in_declared() == []
    assert row("password_policy").value == DECLARED["password_policy"].default


def test_nobody_else_changes_a_parameter(actor: ActorOf, now: datetime) -> None:
    clerk, found = actor("haian.admin"), row("password_policy")
    for attempt in (
        lambda: parameters.change(clerk, found.id, {"value": "classes"}, version=found.version, now=now),
        lambda: parameters.set_back(clerk, found.id, version=found.version),
        lambda: parameters.remove(clerk, found.id, version=found.version, now=now),
    ):
        with pytest.raises(NotPermittedError):
            attempt()
    assert row("password_policy").value == DECLARED["password_policy"].default
