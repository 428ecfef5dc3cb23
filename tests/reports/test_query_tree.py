"""The tree of a query: rows are limited from outside, columns are those of the reporting tables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from app.domain.actor import Actor
from app.domain.report_tables import REPORT_TABLES
from app.services.queries import saved_queries

if TYPE_CHECKING:
    from flask import Flask

SEEING_ALL = Actor(login="a", name="A", user_id=1, sees_all=True, permissions=frozenset({("can_show", "queries")}))


@pytest.mark.bar("S8")
@pytest.mark.parametrize("table", REPORT_TABLES.values(), ids=REPORT_TABLES)
def test_every_column_of_a_reporting_table_can_be_read_and_there_is_no_other(context: Flask, table: Any) -> None:
    named = saved_queries.page(SEEING_ALL, f"select {', '.join(table.columns)} from {table.name}", number=1, size=20)
    every = saved_queries.page(SEEING_ALL, f"select * from {table.name}", number=1, size=20)
    assert named.heads == every.heads == list(table.columns)
    assert not [name for name in table.columns if re.search("passw|secret|key|session|token|hash", name)]


@pytest.mark.bar("S8")
def test_the_row_limit_stands_outside_the_statement(context: Flask) -> None:
    statement = "select a.id from report_users a, report_users b, report_users c limit 1000000000"
    first = saved_queries.page(SEEING_ALL, statement, number=1, size=20)
    assert len(first.rows) == 20
    assert first.has_more
    with saved_queries.answer(SEEING_ALL, statement, limit=50) as found:
        assert len(list(found.rows)) == 50
    far = saved_queries.page(SEEING_ALL, statement, number=10**6, size=20)
    assert (far.rows, far.has_more) == ([], False)
