"""Compiles in a process that can be killed: for documents so large that nobody can promise when they are done."""

from __future__ import annotations

import json
import os
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import structlog

from app.gateways.pdf import sealing
from app.gateways.typesetting.compiling import FailedError, Made, PanickedError, RefusedError
from app.gateways.typesetting.port import TypesettingTimeoutError

MAIN = Path(__file__).with_name("worker_main.py")
LENGTH = struct.Struct(">I")
#: Seconds that a document may take, and that the process may take to start besides.
SECONDS = 30.0
SECONDS_TO_START = 10.0
#: Bytes of address space the process may take.
MEMORY = 3 * 1024**3
#: Seconds without work after which the process ends.
IDLE = 120.0
FAILURES = {kind.__name__: kind for kind in (FailedError, PanickedError, RefusedError)}

log = structlog.get_logger(__name__)


class Worker:
    """Compile one document at a time in one sealed process, which stays a while for the next."""

    def __init__(self, arguments: Sequence[str], *, seconds: float = SECONDS, memory: int = MEMORY) -> None:
        self._command = [sys.executable, "-I", str(MAIN), *arguments]
        self._seconds, self._memory = seconds, memory
        self._owner = 0
        self._turn = threading.Lock()
        self._running: subprocess.Popen[bytes] | None = None
        self._end: threading.Timer | None = None

    def make(self, data: str, **how: Any) -> Made:
        """Return what a compiler makes of the data; see OneCompiler.make.

        Raises FailedError as it does, and TypesettingTimeoutError when the process took too long and was killed.
        """
        if self._owner != os.getpid():  # a forked process has neither the lock's holder nor the process
            self._owner, self._turn, self._running = os.getpid(), threading.Lock(), None
        if not self._turn.acquire(timeout=self._seconds):
            raise TypesettingTimeoutError(seconds=int(self._seconds))
        try:
            told, made = self._ask(json.dumps({"data": data, **how}).encode())
        finally:
            self._turn.release()
        if failure := told.get("failure"):
            raise FAILURES[failure](told["words"])
        return Made(data=made, pages=told["pages"], marks=told["marks"], report=told["report"])

    def close(self) -> None:
        """End the process."""
        with self._turn:
            self._drop()

    def _ask(self, request: bytes) -> tuple[dict[str, Any], bytes]:
        running, is_new = self._ready()
        seconds = self._seconds + (SECONDS_TO_START if is_new else 0)
        has_expired = threading.Event()

        def stop() -> None:
            has_expired.set()
            sealing.kill(running)

        timer = threading.Timer(seconds, stop)
        timer.start()
        try:
            return _exchange(running, request)
        except (OSError, struct.error) as error:
            self._drop()
            if has_expired.is_set():
                raise TypesettingTimeoutError(seconds=int(seconds)) from error
            raise FailedError("the process ended without an answer") from error
        finally:
            timer.cancel()
            self._end_later()

    def _ready(self) -> tuple[subprocess.Popen[bytes], bool]:
        """Return the process, and whether it was just started."""
        if self._end:
            self._end.cancel()
        if self._running and self._running.poll() is None:
            return self._running, False
        self._running = sealing.start(self._command, folder=tempfile.gettempdir(), memory=self._memory)
        return self._running, True

    def _end_later(self) -> None:
        self._end = threading.Timer(IDLE, self.close)
        self._end.daemon = True
        self._end.start()

    def _drop(self) -> None:
        if self._running:
            sealing.kill(self._running)
            self._running.wait()
            for stream in (self._running.stdin, self._running.stdout):
                if stream:
                    stream.close()
        self._running = None


def _exchange(running: subprocess.Popen[bytes], request: bytes) -> tuple[dict[str, Any], bytes]:
    """Send a request and return the answer; raises OSError or struct.error when the process is gone."""
    if running.stdin is None or running.stdout is None:
        raise OSError
    running.stdin.write(LENGTH.pack(len(request)) + request)
    running.stdin.flush()
    (length,) = LENGTH.unpack(running.stdout.read(LENGTH.size))
    head = running.stdout.read(length)
    if len(head) != length:
        raise OSError
    told: dict[str, Any] = json.loads(head)
    made = running.stdout.read(told["length"])
    if len(made) != told["length"]:
        raise OSError
    return told, made
