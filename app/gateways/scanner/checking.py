"""Runs the check of a file in a sealed process: no network, bounded memory, killed when it takes too long."""

from __future__ import annotations

import json
import struct
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

import structlog

from app.domain import scans
from app.domain.scans import Checked, ScanRefusedError
from app.gateways.pdf import sealing

#: The worker is a package of its own beside this file, so that starting it loads nothing of the application.
START = "import sys; sys.path.insert(0, sys.argv[1]); from worker.main import main; main(sys.argv[2])"
LENGTH = struct.Struct(">I")
LIMITS = {
    "pages": scans.MAX_PAGES,
    "pixels": scans.MAX_PIXELS,
    "unpacked_part": scans.MAX_UNPACKED_PART,
    "unpacked": scans.MAX_UNPACKED,
    "kept": scans.MAX_KEPT_BYTES,
    "seconds": int(scans.SECONDS) + 5,
    "memory": scans.MEMORY,
}

log = structlog.get_logger(__name__)


class SubprocessCheck:
    """Check each file in a new process, so that nothing of one file meets the next."""

    def __init__(self, *, seconds: float = scans.SECONDS, memory: int = scans.MEMORY) -> None:
        self._seconds, self._memory = seconds, memory

    def check(self, data: bytes) -> Checked:
        """Return the rewritten file; see FileCheck."""
        if not data:
            raise ScanRefusedError("scan_empty")
        if len(data) > scans.MAX_BYTES:
            raise ScanRefusedError("scan_too_large", limit=scans.MAX_BYTES // scans.MEGABYTE)
        answer = self._ask(data)
        if answer is None:
            raise ScanRefusedError("scan_too_complex")
        told, kept = answer
        if "refused" in told:
            raise ScanRefusedError(str(told["refused"]), **told.get("params", {}))
        return Checked(
            data=kept,
            media_type=told["media_type"],
            pages=int(told["pages"]),
            is_cleaned=bool(told["is_cleaned"]),
            is_converted=bool(told["is_converted"]),
        )

    def _ask(self, data: bytes) -> tuple[dict[str, Any], bytes] | None:
        """Return the worker's answer and the file it made; None when it was stopped or died."""
        limits = json.dumps({**LIMITS, "memory": self._memory})
        command = [sys.executable, "-I", "-B", "-c", START, str(Path(__file__).parent), limits]
        # the folder is only where the process stands: it may write no file at all
        running = sealing.start(command, folder=tempfile.gettempdir(), memory=self._memory)
        timer = threading.Timer(self._seconds, sealing.kill, [running])
        timer.start()
        try:
            answer, _nothing = running.communicate(data)
        finally:
            timer.cancel()
            if running.poll() is None:
                sealing.kill(running)
                running.wait()
        return _read(answer, running)


def _read(answer: bytes, running: subprocess.Popen[bytes]) -> tuple[dict[str, Any], bytes] | None:
    if running.returncode or len(answer) < LENGTH.size:
        log.warning("file_check_stopped", code=running.returncode)
        return None
    (length,) = LENGTH.unpack(answer[: LENGTH.size])
    body = answer[LENGTH.size :]
    told: dict[str, Any] = json.loads(body[:length])
    return told, body[length:]
