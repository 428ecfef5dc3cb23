"""Dictionaries: entries added, changed and removed by whoever may; one that a record uses stays with its code."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from app.domain.errors import DomainError, InvalidError, NotPermittedError
from app.extensions import db
from app.models import Dictionary, DictionaryEntry
from app.services.settings import dictionaries
from tests.factories import applications as factory

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.actor import Actor

ActorOf = Callable[[str], "Actor"]


def group(code: str) -> Dictionary:
    return db.session.scalars(db.select(Dictionary).where(Dictionary.code == code)).one()


def entry(code_list: str, code: str) -> DictionaryEntry | None:
    return next((one for one in group(code_list).entries if one.code == code), None)


def values(**columns: Any) -> dict[str, Any]:
    new = {"dictionary_id": group("units").id, "code": "X901", "name_zh": "新单位（示例）", "name_en": "NEW"}
    return {**new, "position": None, "is_enabled": True, **columns}


def test_groups_are_found_by_their_own_name_and_by_their_entries(actor: ActorOf) -> None:
    actor("admin")
    assert {one.code for one, count in dictionaries.groups() if count} >= {"customs", "countries", "units"}
    assert [(one.code, count) for one, count in dictionaries.groups("大连港湾")] == [
        ("customs", len(group("customs").entries))
    ]
    assert dictionaries.groups("%") == []


@pytest.mark.parametrize(
    ("columns", "path", "code"),
    [
        ({"code": "坏"}, "code", "not_a_code"),
        ({"code": "X902", "name_zh": ""}, "name_zh", "required"),
        ({}, "code", "code_taken"),
    ],
)
def test_what_cannot_be_an_entry_is_refused_at_its_field(
    actor: ActorOf, now: datetime, columns: dict[str, Any], path: str, code: str
) -> None:
    admin = actor("admin")
    dictionaries.create(admin, values(), now=now)
    with pytest.raises(InvalidError) as refused:
        dictionaries.create(admin, values(**columns), now=now)
    assert [(one.path, one.code) for one in refused.value.errors] == [(path, code)]


def test_only_the_administrator_changes_entries(actor: ActorOf, now: datetime) -> None:
    with pytest.raises(NotPermittedError):
        dictionaries.create(actor("haian.admin"), values(), now=now)
    assert entry("units", "X901") is None


def test_an_unused_entry_is_changed_and_removed(actor: ActorOf, now: datetime) -> None:
    admin = actor("admin")
    made = dictionaries.create(admin, values(), now=now)
    dictionaries.change(admin, made.id, {**values(), "code": "X902", "position": 4}, version=made.version, now=now)
    assert (made.code, made.position) == ("X902", 4)
    dictionaries.remove(admin, made.id, version=made.version, now=now)
    assert entry("units", "X902") is None


def test_an_office_that_documents_name_is_neither_removed_nor_given_another_code(actor: ActorOf, now: datetime) -> None:
    factory.draft()
    admin = actor("admin")
    office = entry("customs", "0901")
    assert office is not None
    where = dictionaries.used_by(office)
    assert where in {"application", "certificate", "declaration"}
    with pytest.raises(DomainError) as refused:
        dictionaries.remove(admin, office.id, version=office.version, now=now)
    assert (refused.value.code, refused.value.params["where"]) == ("entry_in_use", where)
    wanted = values(dictionary_id=office.dictionary_id, code="0999", name_zh=office.name_zh)
    with pytest.raises(InvalidError):
        dictionaries.change(admin, office.id, wanted, version=office.version, now=now)
    assert entry("customs", "0901") is not None
