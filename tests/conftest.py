"""Fixtures: an application on a real database that is fresh for every test, clients, actors, a browser."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from app import create_app
from config import Settings
from tests.support.databases import TestDatabase, alone, is_postgresql, open_database
from tests.support.live import served
from tests.support.printers import RememberingEngine

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

    from app.domain.actor import Actor
    from app.gateways.pdf import EngineName

SECRET = "only-for-tests-0123456789-abcdefghijklmnop"
#: the contents that every test starts with
START = "start"
NOW = datetime(2026, 11, 23, 6, 30, tzinfo=UTC)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run on PostgreSQL only what uses the database, and what it cannot change only in `make soak` (decision 010)."""
    if not is_postgresql():
        return
    chosen = []
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        if "database" in fixtures and not {"page", "browser"} & fixtures:
            chosen.append(item)
            if item.get_closest_marker("one_database"):
                item.add_marker(pytest.mark.soak)
    config.hook.pytest_deselected(items=[item for item in items if item not in set(chosen)])
    items[:] = chosen


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """Give the folder that all workers of this run share."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def database(tmp_path_factory: pytest.TempPathFactory, shared: Path, worker_id: str) -> Iterator[TestDatabase]:
    """Give the worker's database; the first worker migrates, seeds and fills it with the demo data for all."""
    for opened in open_database(tmp_path_factory.mktemp("database"), shared, worker_id):
        with alone(shared):
            if not opened.has(START):
                app = create_app(_settings(opened))
                with app.app_context():
                    _fill(app)
                opened.keep(START)
        yield opened


@pytest.fixture(scope="session")
def _worker_app(database: TestDatabase, shared: Path) -> Iterator[Flask]:
    from app.gateways import pdf

    remembered = Path(os.environ.get("TEST_PRINTS", shared / "prints"))
    engine, kept = pdf.engine, {}

    def remembering(name: EngineName = "auto") -> RememberingEngine:
        return kept.setdefault(name, RememberingEngine(engine(name), remembered))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf, "engine", remembering)
        yield create_app(_settings(database))


@pytest.fixture
def app(_worker_app: Flask, database: TestDatabase, request: pytest.FixtureRequest) -> Iterator[Flask]:
    """Give the application on a fresh copy of the filled database, or of what `prepared` will bring."""
    _disconnect(_worker_app)
    if "prepared" not in request.fixturenames:
        database.restore(START)
    _number_anew()
    yield _worker_app
    _disconnect(_worker_app)


@pytest.fixture
def prepared(app: Flask, database: TestDatabase, shared: Path) -> Callable[..., Any]:
    """Return a function that brings the contents of a name, made by a function once a run and then copied.

    What the function returns must be plain data (JSON): it comes back with every copy.
    """

    def _bring(state: str, make: Callable[[], Any]) -> Any:
        told = shared / f"{state}.json"
        _disconnect(app)
        with alone(shared):
            is_there = database.has(state)
            if not is_there:
                database.restore(START)
                with app.app_context():
                    made = make()
                _disconnect(app)
                database.keep(state)
                told.write_text(json.dumps(made), encoding="utf-8")
        if is_there:
            database.restore(state)
        return json.loads(told.read_text(encoding="utf-8"))

    return _bring


@pytest.fixture
def demo_work(prepared: Callable[..., Any]) -> None:
    """Bring the demo applications: one in each of the usual statuses."""
    from app.services.demo import applications as demo_applications

    prepared("demo_work", lambda: demo_applications.load(now=NOW))


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
        from app.services.base import accounts

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
    """Give a page of a fresh browser profile; the browser reaches this machine only (`tests/support/chromium.py`)."""
    browser_context = browser.new_context(base_url=live_server, locale="zh-CN", reduced_motion="reduce")
    browser_context.set_default_timeout(20_000)
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

    from app.services.demo import demo, seeding

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
    from app.services.demo import demo

    users = User.__table__
    cheap = generate_password_hash(demo.password(), method="scrypt:1024:8:1")
    with db.engine.begin() as connection:
        connection.execute(users.update().where(users.c.password.is_not(None)).values(password=cheap))


def _number_anew() -> None:
    """Let every test give the same inspection numbers, so that its certificates look as in the tests before."""
    from tests.factories import applications

    applications.number_from(1)


def _disconnect(app: Flask) -> None:
    with app.app_context():
        from app.extensions import db

        db.session.remove()
        db.engine.dispose()
