"""What all reference records share: rights, old versions, columns written only where they differ, values taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import inspect

from app.domain.errors import InvalidError, NotFoundError, NotPermittedError, StaleError
from app.extensions import db
from app.models import Notice, Organisation
from app.services.base import records

if TYPE_CHECKING:
    from app.domain.actor import Actor

ActorOf = Callable[[str], "Actor"]


def test_who_lacks_the_right_is_refused_with_its_verb(actor: ActorOf) -> None:
    records.require(actor("admin"), "edit", "organisations")
    with pytest.raises(NotPermittedError) as refused:
        records.require(actor("haian.clerk"), "edit", "organisations")
    assert refused.value.params["action"] == "edit"


def test_a_row_is_loaded_as_it_was_seen_or_not_at_all(actor: ActorOf) -> None:
    actor("admin")
    row = db.session.scalars(db.select(Notice).limit(1)).one()
    assert records.load(Notice, row.id, version=row.version) is row
    assert records.load(Notice, row.id) is row
    with pytest.raises(StaleError):
        records.load(Notice, row.id, version=row.version + 1)
    with pytest.raises(NotFoundError):
        records.load(Notice, 999_999)


def test_only_what_differs_is_written(actor: ActorOf) -> None:
    actor("admin")
    row = db.session.scalars(db.select(Notice).limit(1)).one()
    records.write(row, {"title": row.title, "text": row.text})
    assert not inspect(row).modified
    records.write(row, {"title": "改名（示例）"})
    assert inspect(row).attrs.title.history.added == ["改名（示例）"]


def test_a_value_is_taken_by_another_row_in_upper_or_lower_case(actor: ActorOf) -> None:
    row = db.session.get_one(Organisation, actor("haian.clerk").organisation_id)
    assert records.is_taken(Organisation, Organisation.name_en, str(row.name_en).lower())
    assert not records.is_taken(Organisation, Organisation.name_en, row.name_en, but=row.id)
    assert not records.is_taken(Organisation, Organisation.name_en, "NOBODY (EXAMPLE)")


def test_errors_are_refused_together_and_none_is_no_refusal() -> None:
    records.refuse([])
    with pytest.raises(InvalidError) as refused:
        records.refuse([records.error("name", "required"), records.error("code", "code_taken", value="X")])
    assert [(one.path, one.code) for one in refused.value.errors] == [("name", "required"), ("code", "code_taken")]
