"""What a check of an uploaded file does."""

from __future__ import annotations

from typing import Protocol

from app.domain.scans import Checked


class FileCheck(Protocol):
    """Look into a file by its contents and return what may be kept of it."""

    def check(self, data: bytes) -> Checked:
        """Return the rewritten file; raises ScanRefusedError with the reason.

        Leaves nothing behind, whatever is in the file and whenever it is stopped.
        """
        ...
