"""Saved queries under the database role of docs/operations.md: the database itself refuses every other table (S8)."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import make_url, text

from app import create_app
from app.domain.actor import Actor
from app.domain.report_tables import REPORT_TABLES
from app.extensions import db
from app.gateways import gateways
from app.gateways.report_database import QueryFailedError
from app.services.queries import saved_queries
from tests.support.databases import is_postgresql

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

pytestmark = [pytest.mark.bar("S8"), pytest.mark.skipif(not is_postgresql(), reason="SQLite has no roles")]
OPERATIONS = Path(__file__).parents[2] / "docs" / "operations.md"
SEEING_ALL = Actor(login="a", name="A", user_id=1, sees_all=True, permissions=frozenset({("can_show", "queries")}))
#: Roles belong to the whole cluster, whose databases other tests use meanwhile.
NAME = "queries_of_{}"
BEYOND = (
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT * FROM pg_authid",
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename <> current_user",
    "SELECT set_config('role', 'postgres', false)",
    "SELECT nextval('ab_user_id_seq')",
)


@pytest.fixture
def role(app: Flask) -> Iterator[str]:
    """Make the role as the page for operators says, under the name of this test's database."""
    with app.app_context():
        database = db.engine.url.database or ""
        name = NAME.format(database)
        for statement in _documented(name, database):
            _run(statement)
        yield name
        _run(f"DROP OWNED BY {name}")
        _run(f"DROP ROLE {name}")


@pytest.fixture
def restricted(app: Flask, role: str) -> Iterator[Flask]:
    """Give the application whose saved queries use that role."""
    settings = app.config["SETTINGS"]
    address = make_url(settings.database_url).set(username=role).render_as_string(hide_password=False)
    made = create_app(replace(settings, query_database_url=address))
    with made.app_context():
        yield made
        db.engine.dispose()


def test_saved_queries_read_every_reporting_table_under_the_role(restricted: Flask, role: str) -> None:
    assert _asked("SELECT current_user") == [(role,)]
    for name, table in REPORT_TABLES.items():
        found = saved_queries.page(SEEING_ALL, f"select * from {name}", number=1, size=20)
        assert found.heads == list(table.columns)
    assert saved_queries.page(SEEING_ALL, "select login from report_users", number=1, size=20).rows


def test_the_database_refuses_the_role_every_other_table(restricted: Flask, role: str) -> None:
    readable = db.session.scalars(
        text(
            "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v', 'm')"
            " AND has_table_privilege(:role, oid, 'SELECT')"
        ),
        {"role": role},
    ).all()
    assert sorted(readable) == sorted(REPORT_TABLES)
    for name in db.metadata.tables:
        with pytest.raises(QueryFailedError, match="query_failed") as refused:
            _asked(f'SELECT * FROM "{name}"')
        assert f"permission denied for table {name}" in refused.value.params["reason"]


def test_what_got_past_the_checks_would_find_no_rights(restricted: Flask) -> None:
    for statement in BEYOND:
        with pytest.raises(QueryFailedError):
            _asked(statement)
    # PostgreSQL 15 lets anybody make large objects, in read-only transactions too: nothing of a query is kept
    assert _asked("SELECT lo_create(0) > 0") == [(True,)]
    assert db.session.scalar(text("SELECT count(*) FROM pg_largeobject_metadata")) == 0


def test_the_limit_of_time_holds_for_who_switches_off_his_own(restricted: Flask) -> None:
    began = time.monotonic()
    with pytest.raises(QueryFailedError, match="query_took_too_long"):
        _asked("SELECT set_config('statement_timeout', '0', false), pg_sleep(25)", seconds=0.5)
    assert time.monotonic() - began < 20
    assert _asked("SELECT 1") == [(1,)]


def _documented(name: str, database: str) -> list[str]:
    """Return the statements of the page for operators, for another role and database."""
    block = re.search(r"```sql\n(.*?)```", OPERATIONS.read_text("utf-8"), re.DOTALL)
    assert block
    script = (
        block.group(1).replace("certificate_queries", name).replace("DATABASE certificates", f"DATABASE {database}")
    )
    return [statement.strip() for statement in script.split(";") if statement.strip()]


def _run(statement: str) -> None:
    with db.engine.begin() as connection:
        connection.exec_driver_sql(statement.replace("%", "%%"))


def _asked(statement: str, *, seconds: float = 10) -> list[tuple[object, ...]]:
    with gateways().reports.run(statement, seconds=seconds) as found:
        return list(found.rows)
