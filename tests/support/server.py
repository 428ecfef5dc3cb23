"""The real server in a process of its own, to be killed: gunicorn with its workers, on the test's database."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

if TYPE_CHECKING:
    from flask import Flask

ROOT = Path(__file__).parents[2]
START_SECONDS = 60


class Server:
    """Start, kill and start again; the address stays the same."""

    def __init__(self, app: Flask) -> None:
        settings = app.config["SETTINGS"]
        self._environment = {
            **os.environ,
            "CERT_ENV": "testing",
            "DATABASE_URL": settings.database_url,
            "INSTANCE_PATH": str(settings.instance),
            "STORAGE_URL": settings.storage_url,
            "SECRET_KEY": settings.secret_key,
            "HISTORY_KEY": settings.history_key,
        }
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start the server and wait until it answers."""
        command = [
            sys.executable, "-m", "gunicorn", "app:create_app()", "--worker-class", "gthread", "--workers", "2",
            "--threads", "4", "--bind", f"127.0.0.1:{self._port}", "--no-control-socket", "--log-level", "error",
        ]  # fmt: skip
        self._process = subprocess.Popen(command, cwd=ROOT, env=self._environment, start_new_session=True)
        limit = time.monotonic() + START_SECONDS
        while time.monotonic() < limit:
            try:
                if httpx.get(f"{self.url}/health/", timeout=5).status_code == httpx.codes.OK:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        """Kill the server and its workers at once, without a word to them."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
            self._process = None
