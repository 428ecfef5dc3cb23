"""Saved queries are seen by their owner and by the roles that they are shared with."""

from __future__ import annotations

from dataclasses import replace

from app.models import SavedQuery
from tests.support.sight import ABROAD, ADMIN, CLERK, NOBODY, OTHER, Sight


def test_own_ones_and_those_shared_with_a_role() -> None:
    rows = Sight()
    mine = rows.put(SavedQuery, owner_id=CLERK.user_id, name="每月出证", statement="select 1", roles=[])
    shared = rows.put(SavedQuery, owner_id=99, name="按国家", statement="select 2", roles=["clerk", "统计员"])
    statistician, similar = replace(OTHER, roles=frozenset({"统计员"})), replace(OTHER, roles=frozenset({"计"}))
    abroad = replace(ABROAD, roles=ABROAD.roles | {"clerk"})
    assert rows.seen(SavedQuery, CLERK) == [mine]
    assert rows.seen(SavedQuery, replace(CLERK, roles=frozenset({"clerk"}))) == [mine, shared]
    assert rows.seen(SavedQuery, statistician) == [shared]
    assert [rows.seen(SavedQuery, who) for who in (similar, OTHER, abroad, NOBODY)] == [[], [], [], []]
    assert rows.seen(SavedQuery, ADMIN) == [mine, shared]
