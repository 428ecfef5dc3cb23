"""The Flask extensions, made once: database, migrations, CSRF, rate limits."""

from __future__ import annotations

import sqlite3
from typing import Any

from flask import has_request_context, request
from flask_appbuilder import Model
from flask_appbuilder.models.sqla.base import SQLA
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_migrate import Migrate
from flask_sqlalchemy.session import Session
from flask_wtf import CSRFProtect
from sqlalchemy import event, select
from sqlalchemy.engine import Connection, Engine

# Set before FAB's security models are imported, so that Alembic can name (and SQLite can alter) every constraint.
Model.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class ScopedSession(Session):
    """Keep the doors shut that pass the row scope, the write guard and the history by (`models/scope.py`)."""

    def get(self, entity: Any, ident: Any, **options: Any) -> Any:
        """Ask the database for rows with a scope: one that is in memory already may belong to somebody else."""
        if not hasattr(entity, "visible_to"):
            return super().get(entity, ident, **options)
        statement = select(entity).where(entity.id == ident)
        return self.scalar(statement, execution_options=options.get("execution_options") or {})

    def bulk_save_objects(self, *_: Any, **__: Any) -> None:
        raise NotImplementedError("bulk writes pass scope and history by: add rows one by one")

    bulk_insert_mappings = bulk_update_mappings = bulk_save_objects


# without the metadata Alembic would see no tables and drop them all
db = SQLA(metadata=Model.metadata, session_options={"class_": ScopedSession})
migrate = Migrate()
csrf = CSRFProtect()
limiter = Limiter(key_func=get_remote_address)


@event.listens_for(Engine, "connect")
def _configure_sqlite(connection: Any, _record: Any) -> None:
    """Make SQLite behave like a server: foreign keys, write-ahead log, transactions that we begin ourselves."""
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=20000"):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def _begin(connection: Connection) -> None:
    """Take SQLite's write lock at the start of a request that will write.

    A reader that turns writer in the middle would meet "database is locked" as soon as anybody else wrote.
    """
    if connection.dialect.name != "sqlite":
        return
    writes = connection.get_execution_options().get("writes", _request_writes())
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _request_writes() -> bool:
    return has_request_context() and request.method not in {"GET", "HEAD", "OPTIONS"}
