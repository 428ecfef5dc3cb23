"""The head of the history outside the database: count and hash in a file that no intruder in the tables reaches."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

FILE = "history.head"


def write_head_file(folder: Path, count: int, digest: str) -> None:
    """Write the head, unless another process has already written a later one."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / f"{FILE}.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        known = read_head_file(folder)
        if known is not None and known[0] >= count:
            return
        draft = folder / f"{FILE}.{os.getpid()}"
        draft.write_text(f"{count} {digest}\n", encoding="ascii")
        draft.replace(folder / FILE)


def read_head_file(folder: Path) -> tuple[int, str] | None:
    """Return count and hash as last written, or None before the first record."""
    try:
        count, digest = (folder / FILE).read_text(encoding="ascii").split()
    except FileNotFoundError:
        return None
    return int(count), digest
