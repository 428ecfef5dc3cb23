"""Fixtures: an application on a real database that is fresh for every test, clients, actors, a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from app import create_app
from config import Settings
from tests.support.databases import TestDatabase, is_postgresql, open_database
from tests.support.live import served

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient

    from app.domain.actor import Actor

SECRET = "only-for-tests-0123456789-abcdefghijklmnop"
NOW = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run on PostgreSQL only what uses the database, without the browsers, which see the same pages (decision 010)."""
    if not is_postgresql():
        return
    uses = [item for item in items if "database" in getattr(item, "fixturenames", ())]
    chosen = [item for item in uses if not {"page", "browser"} & set(item.fixturenames)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(chosen)])
    items[:] = chosen


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[TestDatabase]:
    """Give the worker's database, migrated, seeded and filled with the demo data."""
    for opened in open_database(tmp_path_factory.mktemp("database"), worker_id):
        app = create_app(_settings(opened))
        with app.app_context():
            _fill(app)
        opened.keep_as_template()
        yield opened


@pytest.fixture(scope="session")
def _worker_app(database: TestDatabase) -> Flask:
    return create_app(_settings(database))


@pytest.fixture
def app(_worker_app: Flask, database: TestDatabase) -> Iterator[Flask]:
    """Give the application on a fresh copy of the filled database."""
    _disconnect(_worker_app)
    database.restore()
    yield _worker_app
    _disconnect(_worker_app)


@pytest.fixture
def context(app: Flask) -> Iterator[Flask]:
    """Give the application with its context pushed, for tests of services."""
    with app.app_context():
        yield app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def login(app: Flask) -> Callable[[str], FlaskClient]:
    """Return a function that gives a client logged in as a demo user."""

    def _login(username: str, client: FlaskClient | None = None) -> FlaskClient:
        from tests.support.forms import log_in

        return log_in(client or app.test_client(), username)

    return _login


@pytest.fixture
def actor(context: Flask) -> Callable[[str], Actor]:
    """Return a function that gives a demo user as actor and binds the session to him."""

    def _actor(username: str) -> Actor:
        from app.extensions import db
        from app.models import User
        from app.services import accounts

        user = db.session.scalar(db.select(User).where(User.username == username))
        found = accounts.actor_for(user)
        accounts.bind(found)
        return found

    return _actor


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def live_server(app: Flask) -> Iterator[str]:
    """Serve the application on a free port of this machine and give its address."""
    with served(app) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Start headless Chromium once a worker."""
    from tests.support.chromium import start

    yield from start()


@pytest.fixture
def page(browser: Any, live_server: str) -> Iterator[Any]:
    """Give a page of a fresh browser profile that may reach the live server only."""
    browser_context = browser.new_context(base_url=live_server, locale="zh-CN")
    browser_context.set_default_timeout(20_000)
    browser_context.route(
        lambda address: not address.startswith((live_server, "data:", "blob:")), lambda route: route.abort()
    )
    yield browser_context.new_page()
    browser_context.close()


def _settings(database: TestDatabase) -> Settings:
    instance: Path = database.instance
    return Settings(
        environment="testing",
        instance=instance,
        secret_key=SECRET,
        history_key=SECRET[::-1],
        database_url=database.url,
        storage_url=str(instance / "files"),
    )


def _fill(app: Flask) -> None:
    from flask_migrate import upgrade

    from app.services import demo, seeding

    upgrade()
    seeding.seed()
    demo.load(now=NOW)
    _let_one_administrator_be_nothing_else()
    _make_logging_in_cheap()
    _disconnect(app)


def _let_one_administrator_be_nothing_else() -> None:
    """Leave an enterprise an administrator who is no clerk, so that tests find one who may not write documents."""
    from app.extensions import db
    from app.models import User

    given = User.roles.property.secondary
    user = db.session.scalar(db.select(User).where(User.username == "haian.admin"))
    account, number = user.id, next(role.id for role in user.roles if role.name == "clerk")
    db.session.remove()
    with db.engine.begin() as connection:
        connection.execute(given.delete().where(given.c.user_id == account, given.c.role_id == number))


def _make_logging_in_cheap() -> None:
    """Hash the demo password with less work: thousands of tests log in, a few of them test the hash itself."""
    from werkzeug.security import generate_password_hash

    from app.extensions import db
    from app.models import User
    from app.services import demo

    users = User.__table__
    cheap = generate_password_hash(demo.password(), method="scrypt:1024:8:1")
    with db.engine.begin() as connection:
        connection.execute(users.update().where(users.c.password.is_not(None)).values(password=cheap))


def _disconnect(app: Flask) -> None:
    with app.app_context():
        from app.extensions import db

        db.session.remove()
        db.engine.dispose()
