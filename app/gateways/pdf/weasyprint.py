"""WeasyPrint in a warm worker process that can be killed."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
import tempfile
import threading
from importlib.util import find_spec
from pathlib import Path

import structlog

from app.gateways.pdf import sealing
from app.gateways.pdf.finishing import finish
from app.gateways.pdf.port import PdfFailed, PdfTimeout, PdfUnavailable, time_limit

WORKER = Path(__file__).with_name("weasyprint_worker.py")
LENGTH = struct.Struct(">I")
#: The worker's memory grows with every document; a new one takes over after so many pages.
PAGES_A_WORKER = 200
#: Starting takes longer than printing.
SECONDS_TO_START = 10.0

log = structlog.get_logger(__name__)


class WeasyPrint:
    """Print with WeasyPrint; one document at a time in one worker, which stays for the next."""

    name = "weasyprint"

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._worker: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._printed = 0

    def render(self, html: str, *, pages: int | None) -> bytes:
        """Return the PDF; see PdfEngine."""
        if find_spec("weasyprint") is None:
            raise PdfUnavailable(engine=self.name)
        with self._turn:
            made = self._ask(html.encode("utf-8", "replace"), pages=pages)
        if not made:
            log.error("pdf_failed", engine=self.name)
            raise PdfFailed
        return finish(made, page=html, pages=pages)

    def _ask(self, page: bytes, *, pages: int | None) -> bytes:
        worker, is_new = self._ready()
        seconds = time_limit(pages) + (SECONDS_TO_START if is_new else 0)
        has_expired = threading.Event()

        def stop() -> None:
            has_expired.set()
            sealing.kill(worker)

        timer = threading.Timer(seconds, stop)
        timer.start()
        try:
            made = _exchange(worker, page)
        except (OSError, struct.error) as error:
            self._drop()
            if has_expired.is_set():
                raise PdfTimeout(seconds=int(seconds)) from error
            raise PdfFailed from error
        finally:
            timer.cancel()
        self._printed += pages or 1
        if self._printed >= PAGES_A_WORKER:
            self._drop()
        return made

    def _ready(self) -> tuple[subprocess.Popen[bytes], bool]:
        """Return the worker, and whether it was just started; a worker of the parent process is not ours."""
        if self._worker and self._owner == os.getpid() and self._worker.poll() is None:
            return self._worker, False
        folder = tempfile.gettempdir()
        self._worker = sealing.start([sys.executable, "-I", str(WORKER)], folder=folder)
        self._owner, self._printed = os.getpid(), 0
        return self._worker, True

    def _drop(self) -> None:
        if self._worker:
            sealing.kill(self._worker)
            self._worker.wait()
            for stream in (self._worker.stdin, self._worker.stdout):
                if stream:
                    stream.close()
        self._worker = None

    def close(self) -> None:
        """End the worker."""
        with self._turn:
            self._drop()


def _exchange(worker: subprocess.Popen[bytes], page: bytes) -> bytes:
    """Send a page and return the answer; raises OSError or struct.error when the worker is gone."""
    if worker.stdin is None or worker.stdout is None:
        raise OSError
    worker.stdin.write(LENGTH.pack(len(page)) + page)
    worker.stdin.flush()
    (length,) = LENGTH.unpack(worker.stdout.read(LENGTH.size))
    made = worker.stdout.read(length)
    if len(made) != length:
        raise OSError
    return made
