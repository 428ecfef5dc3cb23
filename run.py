"""Runs the application: brings the database up to date, then serves with the scheduler beside it."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from gunicorn.app.base import BaseApplication

from app import create_app
from app.services.base import fonts
from app.services.demo import applications as demo_applications
from app.services.demo import demo, seeding
from config import BASE, ConfigurationError, Settings

if TYPE_CHECKING:
    from flask import Flask

#: what seeding reads; when none of it changed there is nothing to seed
SEED_SOURCES = ("app/catalogue", "app/domain/permissions.py", "app/services/demo/seeding.py")


def main() -> int:
    """Bring the database up to date, start the scheduler, serve until told to stop."""
    try:
        settings = Settings.from_environment()
    except ConfigurationError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 2
    settings.instance.mkdir(parents=True, exist_ok=True)
    app = create_app(settings)
    if not _apart(lambda: prepare(app, settings)):
        return 1
    scheduler = subprocess.Popen([sys.executable, "-m", "flask", "--app", "app", "jobs"], cwd=BASE)
    try:
        Server(app, settings).run()
    finally:
        scheduler.send_signal(signal.SIGTERM)
        scheduler.wait(timeout=15)
    return 0


def prepare(app: Flask, settings: Settings) -> None:
    """Migrate when the database is behind, seed when there is something new, offer demo data to an empty database."""
    with app.app_context():
        _prepare(app, settings)


def _prepare(app: Flask, settings: Settings) -> None:
    from app.extensions import db

    if _is_behind():
        from flask_migrate import upgrade

        app.logger.warning("Bringing the database up to date")
        upgrade()
    stamp = settings.instance / "seed.stamp"
    wanted = _seed_fingerprint(settings)
    if not (stamp.exists() and stamp.read_text(encoding="ascii") == wanted and seeding.is_seeded()):
        for line in seeding.seed():
            _say(f"  added {line}")
        stamp.write_text(wanted, encoding="ascii")
    if not settings.is_production and not seeding.has_users() and _wants_demo():
        now = datetime.now(UTC)
        for line in [*demo.load(now=now), *demo_applications.load(now=now)]:
            _say(f"  demo: {line}")
    db.session.remove()
    db.engine.dispose()  # no connection may be shared with the workers


def _apart(work: Callable[[], None]) -> bool:
    """Do something in a process of its own and say whether it went well.

    The typesetter's threads, which demo data starts, must not be there when the server forks: they do not live on.
    """
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1] == 0
    code = 1
    try:
        work()
        code = 0
    except KeyboardInterrupt:
        pass
    except Exception:  # noqa: BLE001 said, and the code says the rest
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)


class Server(BaseApplication):
    """Serve by gunicorn's threads; the application is loaded once and shared by fork."""

    def __init__(self, app: Flask, settings: Settings) -> None:
        self._app, self._settings = app, settings
        super().__init__()

    def load_config(self) -> None:
        choices: dict[str, Any] = {
            "bind": f"{self._settings.host}:{self._settings.port}",
            "workers": 2,
            "threads": 4,
            "worker_class": "gthread",
            "preload_app": True,
            "timeout": 90,
            "graceful_timeout": 10,
            "accesslog": None,
            "loglevel": "warning",
            "when_ready": lambda _server: _greet(self._app, self._settings),
        }
        if "control_socket_disable" in self.cfg.settings:
            choices["control_socket_disable"] = True
        for name, value in choices.items():
            self.cfg.set(name, value)

    def load(self) -> Flask:
        return self._app


def _greet(app: Flask, settings: Settings) -> None:
    _say(f"\n检验检疫证书系统 · Customs certificate system\n  http://{settings.host}:{settings.port}/\n")
    with app.app_context():
        from app.extensions import db

        if not settings.is_production and demo.has_demo_users():
            _say(f"  Demo accounts, all with the password {demo.password()}")
            for login, role, organisation in demo.logins():
                _say(f"    {login:<16}{role:<26}{organisation}")
        elif not seeding.has_users():
            _say("  No account yet: make the first one with")
            _say("    .venv/bin/flask --app app administrator LOGIN --email ADDRESS")
        db.session.remove()
        db.engine.dispose()
        if missing := fonts.missing_packages():
            _say("  No certificate can be printed before an administrator installs fonts:")
            _say(f"    apt-get install {' '.join(missing)}")
            _say(f"  Without one, put their files into {settings.instance / 'fonts'}.")
    _say("  Ctrl-C stops.")


def _is_behind() -> bool:
    from alembic.config import Config
    from alembic.runtime.migration import MigrationContext
    from alembic.script import ScriptDirectory

    from app.extensions import db

    config = Config()
    config.set_main_option("script_location", str(BASE / "migrations"))
    head = ScriptDirectory.from_config(config).get_current_head()
    with db.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision() != head


def _seed_fingerprint(settings: Settings) -> str:
    digest = hashlib.sha256(settings.database_url.encode())
    for source in SEED_SOURCES:
        path = BASE / source
        for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
            if file.is_file() and file.suffix in {".py", ".yaml", ".csv"}:
                digest.update(file.relative_to(BASE).as_posix().encode() + file.read_bytes())
    return digest.hexdigest()


def _wants_demo() -> bool:
    if not sys.stdin.isatty():
        return True
    answer = input("The database is empty. Fill it with demo enterprises, users and declarations? [Y/n] ")
    return answer.strip().lower() in {"", "y", "yes"}


def _say(line: str) -> None:
    print(line, flush=True)  # noqa: T201


if __name__ == "__main__":
    sys.exit(main())
