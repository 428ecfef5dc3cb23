"""The thread of a web process that writes exports as soon as they are asked for; the scheduler writes what is left."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from app.services.queries import export_runs

if TYPE_CHECKING:
    from flask import Flask

_lock = threading.Lock()
_threads: dict[int, threading.Thread] = {}


def wake(app: Flask) -> None:
    """Let a thread write what waits, unless one does already; tests let it be written themselves."""
    if app.testing:
        return
    with _lock:
        thread = _threads.get(id(app))
        if thread is None or not thread.is_alive():
            _threads[id(app)] = threading.Thread(target=_work_off, args=(app,), name="exports", daemon=True)
            _threads[id(app)].start()


def _work_off(app: Flask) -> None:
    with app.app_context():
        export_runs.work_off()
