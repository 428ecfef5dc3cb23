"""Test databases: contents are made once a run and kept by name, then copied for every test that wants them."""

from __future__ import annotations

import fcntl
import os
import shutil
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import create_engine, make_url, text

from tests.support.postgres import cluster

if TYPE_CHECKING:
    from collections.abc import Iterator


class TestDatabase(Protocol):
    """Say where tests write, and how it gets back to contents that were kept; all workers of a run share those."""

    url: str
    instance: Path

    def has(self, state: str) -> bool:
        """Tell whether contents of this name are kept."""

    def keep(self, state: str) -> None:
        """Keep the present contents under a name; nobody may be connected."""

    def restore(self, state: str) -> None:
        """Bring kept contents back; nobody may be connected."""


class SqliteDatabase:
    def __init__(self, folder: Path, shared: Path) -> None:
        self.instance, self._kept = folder / "instance", shared / "states"
        self.instance.mkdir(parents=True)
        self._kept.mkdir(exist_ok=True)
        self.url = f"sqlite:///{self.instance / 'certificates.db'}"

    def has(self, state: str) -> bool:
        return (self._kept / state).exists()

    def keep(self, state: str) -> None:
        shutil.copytree(self.instance, self._kept / state)

    def restore(self, state: str) -> None:
        shutil.rmtree(self.instance)
        shutil.copytree(self._kept / state, self.instance)


class PostgresDatabase:
    def __init__(self, folder: Path, shared: Path, server: str, worker: str) -> None:
        self.instance, self._kept = folder / "instance", shared / "states"
        self.instance.mkdir(parents=True)
        self._kept.mkdir(exist_ok=True)
        self._admin = create_engine(server, isolation_level="AUTOCOMMIT")
        self._name = f"test_{worker}"
        self.url = make_url(server).set(database=self._name).render_as_string(hide_password=False)
        self._run(f"DROP DATABASE IF EXISTS {self._name} WITH (FORCE)", f"CREATE DATABASE {self._name}")

    def has(self, state: str) -> bool:
        return (self._kept / state).exists()

    def keep(self, state: str) -> None:
        self._run(
            f"DROP DATABASE IF EXISTS state_{state} WITH (FORCE)",
            f"ALTER DATABASE {self._name} RENAME TO state_{state}",
            f"CREATE DATABASE {self._name} TEMPLATE state_{state}",
        )
        shutil.copytree(self.instance, self._kept / state)

    def restore(self, state: str) -> None:
        self._run(
            f"DROP DATABASE IF EXISTS {self._name} WITH (FORCE)",
            f"CREATE DATABASE {self._name} TEMPLATE state_{state}",
        )
        shutil.rmtree(self.instance)
        shutil.copytree(self._kept / state, self.instance)

    def _run(self, *statements: str) -> None:
        with self._admin.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))


def is_postgresql() -> bool:
    """Tell whether this run is the one on PostgreSQL."""
    return os.environ.get("TEST_DATABASE", "sqlite") == "postgresql"


def open_database(folder: Path, shared: Path, worker: str) -> Iterator[TestDatabase]:
    """Give an empty database of the kind that this run tests."""
    if not is_postgresql():
        yield SqliteDatabase(folder, shared)
        return
    with ExitStack() as stack:
        server = os.environ.get("TEST_POSTGRES_URL") or stack.enter_context(cluster())
        yield PostgresDatabase(folder, shared, server, worker)


@contextmanager
def alone(shared: Path) -> Iterator[None]:
    """Let one worker of the run at a time make what all of them copy."""
    with (shared / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
