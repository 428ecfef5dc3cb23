"""Getting the typesetter ready once the first page has been answered, so that nobody waits for it."""

from __future__ import annotations

import os
import threading

from flask import Flask, Response, current_app

from app.services.base import fonts


class Warming:
    """Start it in a thread, once a process: the server's processes are forked from one that has not served."""

    def __init__(self) -> None:
        self._process = 0

    def after(self, response: Response) -> Response:
        """Begin when the response has been sent."""
        if self._process != os.getpid():
            self._process = os.getpid()
            app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
            response.call_on_close(lambda: self.begin(app))
        return response

    def begin(self, app: Flask) -> threading.Thread:
        """Return the thread that does it."""
        thread = threading.Thread(target=_warm, args=(app,), name="warming", daemon=True)
        thread.start()
        return thread


def _warm(app: Flask) -> None:
    with app.app_context():
        fonts.warm()


def install(app: Flask) -> None:
    """Do so in every process that serves; tests warm what they need themselves."""
    if not app.testing:
        app.after_request(Warming().after)
