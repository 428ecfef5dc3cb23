"""Test databases: one migrated, seeded and filled template a worker, copied for every test that wants it fresh."""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import create_engine, make_url, text

from tests.support.postgres import cluster

if TYPE_CHECKING:
    from collections.abc import Iterator


class TestDatabase(Protocol):
    """Say where tests write, and how it gets back to the template's contents."""

    url: str
    instance: Path

    def keep_as_template(self) -> None:
        """Remember the present contents as those that every test starts with."""

    def restore(self) -> None:
        """Bring the template's contents back; nobody may be connected."""


class SqliteDatabase:
    def __init__(self, folder: Path) -> None:
        self.instance = folder / "instance"
        self._template = folder / "template"
        self.instance.mkdir(parents=True)
        self.url = f"sqlite:///{self.instance / 'certificates.db'}"

    def keep_as_template(self) -> None:
        shutil.copytree(self.instance, self._template)

    def restore(self) -> None:
        shutil.rmtree(self.instance)
        shutil.copytree(self._template, self.instance)


class PostgresDatabase:
    def __init__(self, folder: Path, server: str, worker: str) -> None:
        self.instance = folder / "instance"
        self._kept = folder / "template"
        self.instance.mkdir(parents=True)
        self._admin = create_engine(server, isolation_level="AUTOCOMMIT")
        self._name, self._template = f"test_{worker}", f"template_{worker}"
        self.url = make_url(server).set(database=self._name).render_as_string(hide_password=False)
        self._run(f"DROP DATABASE IF EXISTS {self._name} WITH (FORCE)", f"CREATE DATABASE {self._name}")

    def keep_as_template(self) -> None:
        self._run(f"DROP DATABASE IF EXISTS {self._template} WITH (FORCE)")
        self._run(f"ALTER DATABASE {self._name} RENAME TO {self._template}")
        shutil.copytree(self.instance, self._kept)
        self._run(f"CREATE DATABASE {self._name} TEMPLATE {self._template}")

    def restore(self) -> None:
        self._run(
            f"DROP DATABASE IF EXISTS {self._name} WITH (FORCE)",
            f"CREATE DATABASE {self._name} TEMPLATE {self._template}",
        )
        shutil.rmtree(self.instance)
        shutil.copytree(self._kept, self.instance)

    def _run(self, *statements: str) -> None:
        with self._admin.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))


def is_postgresql() -> bool:
    """Tell whether this run is the one on PostgreSQL."""
    return os.environ.get("TEST_DATABASE", "sqlite") == "postgresql"


def open_database(folder: Path, worker: str) -> Iterator[TestDatabase]:
    """Give an empty database of the kind that this run tests."""
    if not is_postgresql():
        yield SqliteDatabase(folder)
        return
    with ExitStack() as stack:
        server = os.environ.get("TEST_POSTGRES_URL") or stack.enter_context(cluster())
        yield PostgresDatabase(folder, server, worker)
