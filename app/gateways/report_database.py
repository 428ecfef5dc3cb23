"""The database as saved queries see it: a connection of their own that can only read, and is cut off from outside."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from sqlalchemy import create_engine, make_url
from sqlalchemy.pool import NullPool

from app.domain.errors import DomainError
from app.domain.report_tables import REPORT_TABLES

FETCHED_ROWS = 500
#: SQLite: no text longer, no expression deeper, no more parts of a statement than a report needs.
SQLITE_LIMITS = {
    sqlite3.SQLITE_LIMIT_LENGTH: 1_000_000,
    sqlite3.SQLITE_LIMIT_SQL_LENGTH: 100_000,
    sqlite3.SQLITE_LIMIT_EXPR_DEPTH: 200,
    sqlite3.SQLITE_LIMIT_ATTACHED: 0,
}
SQLITE_FUNCTIONS = frozenset(
    {"strftime", "like", "count", "sum", "avg", "min", "max", "coalesce", "nullif", "upper", "lower", "length", "trim",
     "substring", "substr", "round", "abs"}
)  # fmt: skip


class QueryFailedError(DomainError):
    """Say what the database answered instead of rows."""

    status = 422


@dataclass(frozen=True)
class Answer:
    """Hold the heads of a result, and its rows while they are fetched."""

    heads: Sequence[str]
    rows: Iterator[tuple[Any, ...]]


class ReportDatabase:
    """Run statements that `reports/query_tree.py` has written.

    own_url   a database role of its own, for PostgreSQL; without it the application's role reads, in a transaction
              that cannot write
    """

    def __init__(self, url: str, *, own_url: str = "") -> None:
        self._url = make_url(own_url or url)

    @property
    def dialect(self) -> str:
        """Return "sqlite" or "postgresql"."""
        return self._url.get_backend_name()

    @contextmanager
    def run(self, statement: str, *, seconds: float) -> Iterator[Answer]:
        """Give heads and rows; raises QueryFailedError("query_took_too_long") after the seconds, rows included."""
        opened = self._sqlite() if self.dialect == "sqlite" else self._postgresql(seconds)
        with opened as (cursor, stop):
            is_stopped = threading.Event()

            def _stop() -> None:
                is_stopped.set()
                stop()

            timer = threading.Timer(seconds, _stop)
            timer.daemon = True
            timer.start()
            try:
                cursor.execute(statement)
                rows = cursor.fetchmany(FETCHED_ROWS)  # a cursor of the server knows its heads after the first rows
                heads = [column[0] for column in cursor.description]
                yield Answer(heads, _rows(cursor, rows))
            except self._errors() as error:
                raise _failed(error, is_stopped=is_stopped.is_set()) from error
            finally:
                timer.cancel()

    def _errors(self) -> type[Exception]:
        """Return the error of the driver."""
        if self.dialect == "sqlite":
            return sqlite3.Error
        import psycopg

        return psycopg.Error

    @contextmanager
    def _sqlite(self) -> Iterator[tuple[Any, Callable[[], None]]]:
        address = f"file:{quote(str(self._url.database))}?mode=ro"
        with closing(sqlite3.connect(address, uri=True, timeout=5, check_same_thread=False)) as connection:
            for limit, value in SQLITE_LIMITS.items():
                connection.setlimit(limit, value)
            connection.execute("PRAGMA query_only=ON")
            connection.set_authorizer(_authorize)
            yield connection.cursor(), connection.interrupt

    @contextmanager
    def _postgresql(self, seconds: float) -> Iterator[tuple[Any, Callable[[], None]]]:
        engine = create_engine(self._url, poolclass=NullPool)
        with closing(engine.raw_connection()) as connection:
            driver: Any = connection.driver_connection
            with closing(connection.cursor()) as settings:
                settings.execute("SET TRANSACTION READ ONLY")
                settings.execute(f"SET LOCAL statement_timeout = {int(seconds * 1000)}")
                settings.execute("SET LOCAL standard_conforming_strings = on")
                settings.execute("SET LOCAL lock_timeout = 1000")
            try:
                with closing(driver.cursor("report_rows")) as cursor:
                    yield cursor, driver.cancel
            finally:
                driver.rollback()


def _authorize(action: int, first: str | None, second: str | None, _database: str | None, source: str | None) -> int:
    """Let SQLite read the reporting views, and columns of the tables behind them through the views only.

    A table that is joined without any of its columns being read is asked for with an empty column name.
    """
    if action == sqlite3.SQLITE_SELECT:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_READ and (first in REPORT_TABLES or source in REPORT_TABLES or second == ""):
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION and second in SQLITE_FUNCTIONS:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _rows(cursor: Any, rows: list[Any]) -> Iterator[tuple[Any, ...]]:
    while rows:
        yield from map(tuple, rows)
        rows = cursor.fetchmany(FETCHED_ROWS)


def _failed(error: Exception, *, is_stopped: bool) -> QueryFailedError:
    text = str(error).strip().split("\n", maxsplit=1)[0]
    if is_stopped or "statement timeout" in text or text == "interrupted":
        return QueryFailedError("query_took_too_long")
    return QueryFailedError("query_failed", reason=text[:200])
