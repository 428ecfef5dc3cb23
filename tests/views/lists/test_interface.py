"""Reading the rows of a list: only those in scope, whole pages in their order, the few in that of the many."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.models import Declaration, Organisation
from app.views.lists import interface
from app.views.lists.interface import FastInterface

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.domain.actor import Actor

ORDER = (Organisation.name.asc(),)


def test_pages_follow_each_other_in_one_order_whichever_way_they_are_read(actor: Callable[[str], Actor]) -> None:
    actor("admin")
    rows = FastInterface(Organisation)
    names = [row.name for row in rows.page((), ORDER, offset=0, limit=100)]
    assert names == sorted(names)
    assert [row.name for row in rows.page((), ORDER, offset=2, limit=2)] == names[2:4]
    assert [row.name for row in rows.page_of_few((), ORDER, offset=2, limit=2)] == names[2:4]
    assert [row.name for row in rows.page_of_few((), (Organisation.name.desc(),), offset=0, limit=1)] == names[-1:]
    assert [row.name for row in rows.page_of_few((), (Organisation.name,), offset=1, limit=1)] == names[1:2]
    assert [row.name for row in rows.stream((), ORDER, limit=3)] == names[:3]


def test_rows_of_others_are_neither_counted_nor_found(actor: Callable[[str], Actor]) -> None:
    actor("admin")
    rows = FastInterface(Declaration)
    everything = rows.page((), (Declaration.id,), offset=0, limit=1000)
    own = actor("haian.clerk").organisation_id
    foreign = [row.id for row in everything if row.organisation_id != own]
    assert foreign
    assert rows.count() == len(everything) - len(foreign)
    assert (rows.one(foreign[0]), rows.chosen(foreign)) == (None, [])
    assert sum(rows.counts(Declaration.declaring_customs).values()) == rows.count()


def test_chosen_rows_come_in_the_order_of_the_choice(actor: Callable[[str], Actor]) -> None:
    actor("admin")
    rows = FastInterface(Organisation)
    first, second, *_ = (row.id for row in rows.page((), ORDER, offset=0, limit=2))
    assert [row.id for row in rows.chosen([second, 2_000_000_000, first])] == [second, first]


def test_counting_stops_at_its_limit_and_own_conditions_hold(
    actor: Callable[[str], Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    actor("admin")
    monkeypatch.setattr(interface, "CAP", 1)
    assert FastInterface(Organisation).count() == 2
    assert FastInterface(Organisation, conditions=(Organisation.kind == "platform",)).count() == 1
