"""Databases with many certificates on the cluster of TEST_POSTGRES_URL, and the application on them."""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, func, make_url, select, text

from app import create_app
from config import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

SIZES = tuple(int(size) for size in os.environ.get("BENCH_SIZES", "10000,1000000").split(","))


@contextmanager
def filled(size: int) -> Iterator[tuple[Flask, str]]:
    """Give the application on a database with so many certificates, and the address of the database.

    The next benchmark finds it filled: it goes with its cluster.
    """
    url = _address(f"bench_{size}")
    with tempfile.TemporaryDirectory() as folder:
        app = app_on(url, Path(folder))
        seconds = _fill(app, size)
        print(f"-- {size:,} certificates" + (f", filled in {seconds:.0f} s" if seconds else ""))
        yield app, url


def app_on(url: str, folder: Path) -> Flask:
    """Make the application on a database, which gets the tables, codes and demo accounts that it lacks."""
    from flask_migrate import upgrade

    from app.services.demo import demo, seeding

    settings = Settings(
        environment="testing", instance=folder, secret_key="b" * 40, history_key="h" * 40, database_url=url,
        storage_url=str(folder / "files"),
    )  # fmt: skip
    app = create_app(settings)
    with app.app_context():
        upgrade()
        seeding.seed()
        demo.load(now=datetime.now(UTC))
    return app


def _fill(app: Flask, size: int) -> float:
    from app.extensions import db
    from app.models import Certificate
    from app.services.demo import mass as demo_mass

    begun = time.perf_counter()
    with app.app_context():
        missing = size - (db.session.scalar(select(func.count(Certificate.id))) or 0)
        if missing <= size // 2:  # the demo's own certificates do not count
            return 0
        demo_mass.fill(missing, now=datetime.now(UTC))
    return time.perf_counter() - begun


def _address(name: str) -> str:
    """Return the address of a database, made when it is not there."""
    server = os.environ["TEST_POSTGRES_URL"]
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        if not connection.scalar(text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": name}):
            connection.execute(text(f"CREATE DATABASE {name}"))
    return make_url(server).set(database=name).render_as_string(hide_password=False)
