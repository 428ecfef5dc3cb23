"""Organisations: the tree and its counts, moving with everything below, and what keeps one from being deleted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from app.domain.errors import DomainError, InvalidError, NotPermittedError
from app.extensions import db
from app.models import Organisation
from app.services.people import organisations

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.actor import Actor

ActorOf = Callable[[str], "Actor"]


def named(name: str) -> Organisation:
    return db.session.scalars(db.select(Organisation).where(Organisation.name.startswith(name))).one()


def platform() -> Organisation:
    return db.session.scalars(db.select(Organisation).where(Organisation.kind == "platform")).one()


def values(**columns: Any) -> dict[str, Any]:
    new = {"name": "新企业（示例）", "kind": "enterprise", "parent_id": platform().id, "credit_code": ""}
    return {**new, **columns}


def test_the_tree_counts_the_users_of_each_branch(actor: ActorOf) -> None:
    actor("admin")
    (root,) = organisations.tree()
    assert root.organisation.kind == "platform"
    offices = next(node for node in root.children if node.organisation.customs_code == "0900")
    assert {node.organisation.customs_code for node in offices.children} == {"0901", "0908"}
    assert offices.users == sum(node.users for node in offices.children) + organisations.user_count(named("大连海关"))
    assert root.users == sum(node.users for node in root.children) + organisations.user_count(root.organisation)


def test_a_new_one_stands_below_its_parent_and_an_empty_number_is_none(actor: ActorOf, now: datetime) -> None:
    made = organisations.create(actor("admin"), values(), now=now)
    assert made.path == f"{platform().path}{made.id}/"
    assert made.credit_code is None
    second = organisations.create(actor("admin"), values(name="第二家（示例）"), now=now)
    assert second.credit_code is None


def test_what_stands_below_moves_along_and_nothing_moves_below_itself(actor: ActorOf, now: datetime) -> None:
    admin = actor("admin")
    district, office, enterprise = named("大连海关"), named("大连港湾海关"), named("大连海岸水产")
    wanted = {"name": district.name, "kind": "customs", "customs_code": "0900"}
    with pytest.raises(InvalidError) as refused:
        organisations.change(admin, district.id, {**wanted, "parent_id": office.id}, version=district.version, now=now)
    assert [one.code for one in refused.value.errors] == ["parent_is_below"]
    organisations.change(admin, district.id, {**wanted, "parent_id": enterprise.id}, version=district.version, now=now)
    db.session.expire_all()
    assert district.path == f"{enterprise.path}{district.id}/"
    assert office.path == f"{district.path}{office.id}/"
    assert office.id not in {one.id for one in organisations.parents(district)}


@pytest.mark.parametrize(
    ("columns", "path", "code"),
    [
        ({"name": ""}, "name", "required"),
        ({"credit_code": "123"}, "credit_code", "not_a_credit_code"),
        ({"credit_code": "91210200MA0DEM013J"}, "credit_code", "number_taken"),
        ({"inspection_registration_no": "12"}, "inspection_registration_no", "not_a_registration_no"),
        ({"kind": "customs", "customs_code": ""}, "customs_code", "required"),
        ({"kind": "customs", "customs_code": "09"}, "customs_code", "not_a_customs_code"),
        ({"kind": "platform"}, "kind", "only_one_platform"),
        ({"parent_id": None}, "parent_id", "required"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    actor: ActorOf, now: datetime, columns: dict[str, Any], path: str, code: str
) -> None:
    with pytest.raises(InvalidError) as refused:
        organisations.create(actor("admin"), values(**columns), now=now)
    assert [(one.path, one.code) for one in refused.value.errors] == [(path, code)]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("大连海关", "organisation_has_children"),
        ("大连海岸水产", "organisation_has_users"),
    ],
)
def test_what_something_belongs_to_is_not_deleted(actor: ActorOf, now: datetime, name: str, code: str) -> None:
    admin, row = actor("admin"), named(name)
    with pytest.raises(DomainError) as refused:
        organisations.remove(admin, row.id, version=row.version, now=now)
    assert refused.value.code == code
    assert named(name) is row


def test_the_platform_is_never_deleted(actor: ActorOf, now: datetime) -> None:
    admin, row = actor("admin"), platform()
    with pytest.raises(DomainError) as refused:
        organisations.remove(admin, row.id, version=row.version, now=now)
    assert refused.value.code == "organisation_is_platform"


def test_an_empty_one_is_deleted_by_the_administrator_alone(actor: ActorOf, now: datetime) -> None:
    made = organisations.create(actor("admin"), values(), now=now)
    with pytest.raises(NotPermittedError):
        organisations.remove(actor("haian.admin"), made.id, version=made.version, now=now)
    organisations.remove(actor("admin"), made.id, version=made.version, now=now)
    assert db.session.get(Organisation, made.id) is None
