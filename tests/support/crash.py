"""Do one piece of work in a process of its own that kills itself (SIGKILL) at a marked point."""

from __future__ import annotations

import os
import signal
import traceback
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import has_app_context
from sqlalchemy import event

from app.extensions import db

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from flask import Flask

#: the marked points; "file" is after a stored file, the others are SQLAlchemy's moments of the writing transaction
POINTS = ("file", "second_file", "after_flush", "before_database_commit", "after_commit")
ROOT = Path(__file__).parents[2]
#: seconds after which a child that hangs is ended
LONGEST = 120


def run_and_kill(app: Flask, work: str, point: str, *, username: str, now: datetime, **arguments: Any) -> int:
    """Run `work` (a key of WORK) in a child that dies at `point`; return its exit code (-9 when it was killed)."""
    return forked(app, lambda: _work(app, work, point, username=username, now=now, **arguments))


def forked(app: Flask, work: Callable[[], object]) -> int:
    """Do some work in a forked child, within the application's context; return how it ended."""
    if has_app_context():
        db.session.remove()
    with app.app_context():
        db.engine.dispose()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            signal.alarm(LONGEST)
            with app.app_context():
                db.engine.dispose(close=False)  # a connection belongs to one process
                work()
            code = 0
        except BaseException:  # noqa: BLE001 a child must not go on as the test's process
            traceback.print_exc()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def environment(app: Flask) -> dict[str, str]:
    """Return the environment in which a child works on the same database and files."""
    settings = app.config["SETTINGS"]
    return {
        **os.environ,
        "CERT_ENV": "testing",
        "DATABASE_URL": settings.database_url,
        "INSTANCE_PATH": str(settings.instance),
        "STORAGE_URL": settings.storage_url,
        "SECRET_KEY": settings.secret_key,
        "HISTORY_KEY": settings.history_key,
    }


def _die(*_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _arm(app: Flask, point: str) -> None:
    if point in {"file", "second_file"}:
        files = app.extensions["gateways"].files
        put, countdown = files.put, [1 if point == "file" else 2]

        def counting_put(key: str, data: bytes) -> None:
            put(key, data)
            countdown[0] -= 1
            if countdown[0] == 0:
                _die()

        files.put = counting_put
        return
    if point == "before_database_commit":
        event.listen(db.engine, "commit", _die)
        return
    session, has_written = db.session(), []
    event.listen(session, "after_flush", lambda *_: has_written.append(True))
    event.listen(session, point, lambda *_: has_written and _die())


def _submit(actor: Any, now: datetime, **arguments: Any) -> None:
    from app.domain.workflow import Action
    from app.services.workflow import workflow

    workflow.perform(actor, Action.SUBMIT, arguments["application_id"], now=now)


def _issue(actor: Any, now: datetime, **arguments: Any) -> None:
    from app.services.applications import issuance

    issuance.issue(actor, arguments["application_id"], now=now)


def _save(actor: Any, now: datetime, **arguments: Any) -> None:
    from app.services.certificates import certificates

    certificate = certificates.load(arguments["certificate_id"])
    content = certificate.content
    values = {**content.values, "remark": "typed before the crash"}
    changed = type(content)(values=values, rows=content.rows, statements=content.statements)
    certificates.save(actor, certificate.id, changed, version=certificate.version)


def _scan(actor: Any, now: datetime, **arguments: Any) -> None:
    from app.domain.scans import Upload
    from app.services.scans import scans
    from tests.factories import files

    scans.add(actor, arguments["number"], Upload(name="scan.pdf", data=files.pdf()), now=now)


def _export(actor: Any, now: datetime, **arguments: Any) -> None:
    from app.services.queries import export_runs

    del actor, now, arguments
    export_runs.work_off()


WORK: dict[str, Callable[..., None]] = {
    "export": _export,
    "submit": _submit,
    "issue": _issue,
    "save": _save,
    "scan": _scan,
}


def _work(app: Flask, work: str, point: str, *, username: str, now: datetime, **arguments: Any) -> None:
    from app.models import User
    from app.services.base import accounts

    user = db.session.scalars(db.select(User).where(User.username == username)).one()
    actor = accounts.actor_for(user)
    accounts.bind(actor)
    db.session.rollback()
    _arm(app, point)
    WORK[work](actor, now, **arguments)
