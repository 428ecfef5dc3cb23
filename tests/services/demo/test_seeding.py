"""Seeding: complete the first time, harmless the second, and never against an administrator's decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.catalogue.loader import catalogue
from app.domain.permissions import CLERK, REVIEWER, ROLES, SYSTEM_ADMINISTRATOR
from app.extensions import db
from app.models import CertificateFormat, DictionaryEntry, PermissionView, Role
from app.services.base.transaction import transaction
from app.services.demo import seeding

if TYPE_CHECKING:
    from flask import Flask


def _role(name: str) -> Role:
    return db.session.scalars(db.select(Role).where(Role.name == name)).one()


def _pairs(role: Role) -> set[tuple[str, str]]:
    return {(row.permission.name, row.view_menu.name) for row in role.permissions}


def test_every_role_exists_and_the_public_one_may_nothing(context: Flask) -> None:
    assert {role.name for role in db.session.scalars(db.select(Role))} == set(ROLES)
    assert not _role("public").permissions


def test_clerks_and_reviewers_get_their_side_of_the_workflow_only(context: Flask) -> None:
    clerk, reviewer = _pairs(_role(CLERK)), _pairs(_role(REVIEWER))
    assert ("can_submit", "certificate_quality") in clerk - reviewer
    assert ("can_approve", "certificate_quality") in reviewer - clerk
    assert ("can_submit", "certificate_quality") not in _pairs(_role(SYSTEM_ADMINISTRATOR))


def test_all_formats_of_the_catalogue_are_published(context: Flask) -> None:
    rows = {row.code: row for row in db.session.scalars(db.select(CertificateFormat))}
    assert set(rows) == set(catalogue().formats)
    assert all(row.current_version.number == 1 for row in rows.values())
    assert rows["c3-1"].current_version.spec.title_en == catalogue().formats["c3-1"].title_en


def test_seeding_again_adds_nothing(context: Flask) -> None:
    assert seeding.seed() == []


def test_what_an_administrator_took_away_stays_away(context: Flask) -> None:
    with transaction():
        clerk = _role(CLERK)
        clerk.permissions = [p for p in clerk.permissions if p.permission.name != "can_delete"]
        entry = db.session.scalars(db.select(DictionaryEntry).limit(1)).one()
        entry.name_zh, entry_id = "改过的名称", entry.id
    seeding.seed()
    assert not any(verb == "can_delete" for verb, _ in _pairs(_role(CLERK)))
    assert db.session.get(DictionaryEntry, entry_id).name_zh == "改过的名称"


def test_a_new_permission_is_granted_to_its_roles(context: Flask) -> None:
    pair = ("can_submit", "certificate_quality")
    with transaction():
        row = next(
            p for p in db.session.scalars(db.select(PermissionView)) if (p.permission.name, p.view_menu.name) == pair
        )
        for role in list(row.role):
            role.permissions.remove(row)
        db.session.flush()
        db.session.delete(row)
    seeding.seed()
    assert pair in _pairs(_role(CLERK))
    assert pair not in _pairs(_role(REVIEWER))
