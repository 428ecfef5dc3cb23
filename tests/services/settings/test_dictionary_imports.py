"""Import of a dictionary: all or nothing, nothing lost, and what an administrator deleted does not come back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from app.domain.errors import DomainError, NotPermittedError
from app.extensions import db
from app.models import Dictionary, DictionaryEntry
from app.services.demo import seeding
from app.services.settings import dictionaries, dictionary_imports

if TYPE_CHECKING:
    from datetime import datetime

    from app.domain.actor import Actor

ActorOf = Callable[[str], "Actor"]


def entries() -> dict[str, DictionaryEntry]:
    group = db.session.scalars(db.select(Dictionary).where(Dictionary.code == "units")).one()
    return {entry.code: entry for entry in group.entries}


@pytest.mark.function("5.2.5")
@pytest.mark.parametrize("heading", ["代码,中文名称,英文名称,顺序,状态", "Code,Chinese name,English name,Order,State"])
def test_a_file_adds_and_changes_entries_and_leaves_the_others(actor: ActorOf, now: datetime, heading: str) -> None:
    before = entries()
    old = next(iter(before))
    data = f"{heading}\n{old},改名（示例）,,5,停用\nX901,新单位（示例）,NEW UNIT,7,\n".encode()
    done = dictionary_imports.take_in(actor("admin"), "units", data, now=now)
    after = entries()
    assert (done.added, done.changed) == (1, 1)
    assert (after[old].name_zh, after[old].is_enabled) == ("改名（示例）", False)
    assert after["X901"].position == 7
    assert len(after) == len(before) + 1


def test_one_wrong_row_imports_nothing_and_is_named(actor: ActorOf, now: datetime) -> None:
    admin = actor("admin")
    with pytest.raises(DomainError) as refused:
        dictionary_imports.take_in(admin, "units", "代码,中文名称\nX901,好\n坏码!,不好\n".encode(), now=now)
    assert refused.value.params["row"] == 3
    assert "X901" not in entries()


def test_a_file_without_its_headings_is_refused(actor: ActorOf, now: datetime) -> None:
    with pytest.raises(DomainError) as refused:
        dictionary_imports.take_in(actor("admin"), "units", b"a,b\n1,2\n", now=now)
    assert refused.value.code == "dictionary_columns_missing"


def test_only_administrators_import(actor: ActorOf, now: datetime) -> None:
    with pytest.raises(NotPermittedError):
        dictionary_imports.take_in(actor("haian.admin"), "units", "代码,中文名称\nX,x\n".encode(), now=now)


@pytest.mark.function("5.2.5")
def test_a_deleted_entry_does_not_come_back_with_the_next_start(actor: ActorOf, now: datetime) -> None:
    admin = actor("admin")
    entry = next(one for one in entries().values() if not dictionaries.used_by(one))
    code = entry.code
    dictionaries.remove(admin, entry.id, version=entry.version, now=now)
    assert seeding.seed() == []
    assert code not in entries()


@pytest.mark.function("5.2.5")
def test_an_entry_without_a_place_stands_at_the_end(actor: ActorOf, now: datetime) -> None:
    group = db.session.scalars(db.select(Dictionary).where(Dictionary.code == "units")).one()
    last = max(entry.position for entry in group.entries)
    new = {"dictionary_id": group.id, "code": "X9", "name_zh": "新单位（示例）", "name_en": "", "is_enabled": True}
    assert dictionaries.create(actor("admin"), {**new, "position": None}, now=now).position > last
    assert dictionaries.create(actor("admin"), {**new, "code": "X8", "position": 3}, now=now).position == 3
