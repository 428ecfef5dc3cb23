"""Migrations describe the same database as the models, and go down and up again on a filled one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask_migrate import downgrade, upgrade
from sqlalchemy import func, select, text
from sqlalchemy.exc import IntegrityError

from app.domain.actor import SYSTEM
from app.domain.workflow import CLOSED, Status
from app.extensions import db
from app.services.base import accounts
from app.services.statistics import totals
from tests.factories import applications as factory

if TYPE_CHECKING:
    from flask import Flask

FIRST = "0001"


def test_the_migrations_make_the_tables_that_the_models_declare(context: Flask) -> None:
    with db.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), db.metadata)
    assert [_in_words(difference) for difference in differences] == []


@pytest.mark.bar("R5")
def test_migrations_go_down_and_up_again_and_keep_what_the_first_tables_hold(context: Flask) -> None:
    before, guards = _counts(), _triggers()
    db.session.remove()
    downgrade(revision=FIRST)
    kept = _counts()
    upgrade()
    after = _counts()
    shared = kept.keys() & before.keys()
    assert "certificate" in shared
    assert {name: after[name] for name in shared} == {name: before[name] for name in shared}
    assert after.keys() == before.keys()
    assert _triggers() == guards


def _counts() -> dict[str, int]:
    """Count the rows of every table that exists, the ones of the model's metadata only."""
    with db.engine.connect() as connection:
        existing = set(db.inspect(connection).get_table_names())
        return {
            name: connection.scalar(select(func.count()).select_from(table)) or 0
            for name, table in db.metadata.tables.items()
            if name in existing
        }


def _triggers() -> set[str]:
    with db.engine.connect() as connection:
        source = {
            "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
            "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal",
        }
        return set(connection.scalars(text(source[connection.dialect.name])))


def _in_words(difference: object) -> str:
    return str(difference)


@pytest.mark.parametrize("table", ["application", "certificate"])
def test_the_database_takes_every_status(context: Flask, table: str) -> None:
    with db.engine.connect() as connection:
        inspector = db.inspect(connection)
        rule = next(c["sqltext"] for c in inspector.get_check_constraints(table) if c["name"] == f"ck_{table}_status")
        lacking = [status for status in Status if f"'{status}'" not in rule]
    assert not lacking, f"Write a migration that lets {table}.status be {', '.join(lacking)}"


def test_what_is_open_is_indexed_whatever_its_status(context: Flask) -> None:
    found = {
        "sqlite": "SELECT sql FROM sqlite_master WHERE name = :name",
        "postgresql": "SELECT indexdef FROM pg_indexes WHERE indexname = :name",
    }
    with db.engine.connect() as connection:
        for name in ("ix_certificate_open_owner", "ix_certificate_open_office"):
            rule = connection.scalar(text(found[connection.dialect.name]), {"name": name})
            lacking = [status for status in Status if status not in CLOSED and f"'{status}'" not in rule]
            assert not lacking, f"Write a migration whose {name} holds {', '.join(lacking)}"


@pytest.mark.bar("R5")
def test_what_is_on_hold_is_under_review_before_the_status_existed(context: Flask) -> None:
    held, rights = factory.make(status=Status.ON_HOLD).id, _rights()
    assert rights
    db.session.remove()
    for _ in range(2):
        downgrade(revision="0011")
        assert (_status("application", held), _status("certificate", held)) == ("under_review", "under_review")
        assert _rights() == set()
        with pytest.raises(IntegrityError), db.engine.begin() as connection:
            connection.execute(text("UPDATE application SET status = 'on_hold' WHERE id = :id"), {"id": held})
        upgrade()
        assert _rights() == rights
        with db.engine.begin() as connection:
            for table, key in (("application", "id"), ("certificate", "application_id")):
                connection.execute(text(f"UPDATE {table} SET status = 'on_hold' WHERE {key} = :id"), {"id": held})
    accounts.bind(SYSTEM)
    assert totals.verify() == []


def _status(table: str, application_id: int) -> str:
    key = "id" if table == "application" else "application_id"
    with db.engine.connect() as connection:
        return str(connection.scalar(text(f"SELECT status FROM {table} WHERE {key} = :id"), {"id": application_id}))


def _rights() -> set[tuple[str, ...]]:
    """Return who may hold and resume what, and that seeding has given it."""
    given = (
        "SELECT r.name, p.name, m.name FROM ab_permission_view_role g JOIN ab_role r ON r.id = g.role_id"
        " JOIN ab_permission_view v ON v.id = g.permission_view_id JOIN ab_permission p ON p.id = v.permission_id"
        " JOIN ab_view_menu m ON m.id = v.view_menu_id WHERE p.name IN ('can_hold', 'can_resume')"
    )
    seeded = "SELECT kind, key FROM seeded_default WHERE key LIKE '%/can_hold/%' OR key LIKE '%/can_resume/%'"
    with db.engine.connect() as connection:
        return {tuple(row) for asked in (given, seeded) for row in connection.execute(text(asked))}
