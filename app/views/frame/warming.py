"""Getting the typesetter ready once the first page has been answered, so that nobody waits for it."""

from __future__ import annotations

import os
import threading

from flask import Flask, Response

from app.services.base import fonts


class Warming:
    """Start it in a thread, once a process: the server's processes are forked from one that has not served."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._process = 0

    def after(self, response: Response) -> Response:
        """Begin when the response has been sent."""
        if self._process != os.getpid():
            self._process = os.getpid()
            response.call_on_close(self.begin)
        return response

    def begin(self) -> threading.Thread:
        """Return the thread that does it."""
        thread = threading.Thread(target=self._work, name="warming", daemon=True)
        thread.start()
        return thread

    def _work(self) -> None:
        with self._app.app_context():
            fonts.warm()


def install(app: Flask) -> None:
    """Do so in every process that serves; tests warm what they need themselves."""
    if not app.testing:
        app.after_request(Warming(app).after)
