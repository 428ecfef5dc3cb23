"""The connection of queries: it stops what takes too long and cannot write, even past the checks."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from app.domain.actor import Actor
from app.gateways import gateways
from app.gateways.report_database import QueryFailedError
from app.services.queries import saved_queries

if TYPE_CHECKING:
    from flask import Flask

SEEING_ALL = Actor(login="a", name="A", user_id=1, sees_all=True, permissions=frozenset({("can_show", "queries")}))


HEAVY = "select count(*) from " + ", ".join(f"report_declarations r{number}" for number in range(6))


@pytest.mark.bar("S8")
def test_a_statement_that_takes_too_long_is_stopped(context: Flask) -> None:
    began = time.monotonic()
    with (
        pytest.raises(QueryFailedError) as stopped,
        saved_queries.answer(SEEING_ALL, HEAVY, limit=10, seconds=0.5) as found,
    ):
        list(found.rows)
    assert stopped.value.code == "query_took_too_long"
    assert time.monotonic() - began < 30
    assert saved_queries.page(SEEING_ALL, "select id from report_users", number=1, size=20).rows


@pytest.mark.bar("S8")
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO lookup_nothing VALUES (1)", "DELETE FROM application", "UPDATE ab_user SET username = 'x'",
        "CREATE TABLE stolen (id int)", "DROP VIEW report_users",
    ],
)  # fmt: skip
def test_the_connection_of_queries_cannot_write_even_past_the_checks(context: Flask, statement: str) -> None:
    with pytest.raises(QueryFailedError), gateways().reports.run(statement, seconds=5) as found:
        list(found.rows)


def test_sqlite_gives_no_column_of_a_table_that_no_reporting_table_shows(context: Flask) -> None:
    database = gateways().reports
    if database.dialect != "sqlite":
        pytest.skip("PostgreSQL keeps this by the rights of a role of its own")
    for statement in ("SELECT password FROM ab_user", "SELECT sql FROM sqlite_master", "SELECT load_extension('x')"):
        with pytest.raises(QueryFailedError), database.run(statement, seconds=5) as found:
            list(found.rows)
