"""Alembic's environment: runs migrations with the application's engine and metadata."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from flask import current_app
from sqlalchemy import Connection

logging.getLogger("alembic").setLevel(logging.WARNING)
database = current_app.extensions["migrate"].db


def _skip_empty(_context: object, _revision: object, directives: list[object]) -> None:
    """Write no file for a migration that would change nothing."""
    script = directives[0]
    if getattr(context.config.cmd_opts, "autogenerate", False) and script.upgrade_ops.is_empty():  # type: ignore[attr-defined]
        directives[:] = []


def _run_offline() -> None:
    url = database.engine.url.render_as_string(hide_password=False)
    context.configure(url=url, target_metadata=database.metadata, literal_binds=True)
    with context.begin_transaction():
        context.run_migrations()


def _run_online() -> None:
    options = {"process_revision_directives": _skip_empty, **current_app.extensions["migrate"].configure_args}
    with database.engine.connect() as connection, _foreign_keys_rest(connection):
        context.configure(connection=connection, target_metadata=database.metadata, **options)
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


@contextmanager
def _foreign_keys_rest(connection: Connection) -> Iterator[None]:
    """Let SQLite change a table that others refer to: it makes a new one and drops the old one."""
    if connection.dialect.name != "sqlite":
        yield
        return
    raw = connection.connection.driver_connection  # a PRAGMA inside a transaction does nothing
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys=ON")
    broken = raw.execute("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise RuntimeError(f"the migration left rows that refer to nothing: {broken[:5]}")


if context.is_offline_mode():
    _run_offline()
else:
    _run_online()
