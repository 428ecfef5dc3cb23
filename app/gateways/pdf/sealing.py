"""Start an engine with nothing around it: no network, little environment, bounded memory and time."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from app.gateways.pdf.port import MEMORY

try:
    import resource
except ImportError:  # not on Windows: time stays bounded there, memory does not
    resource = None  # type: ignore[assignment]

KEPT = ("PATH", "LANG", "LC_ALL", "HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH", "SYSTEMROOT")


@lru_cache(maxsize=1)
def without_network() -> tuple[str, ...]:
    """Return the command words that cut the network off, none where the system does not let us."""
    unshare = shutil.which("unshare")
    if not unshare:
        return ()
    words = (unshare, "--map-root-user", "--net")
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):
        tried = subprocess.run([*words, "true"], capture_output=True, timeout=5, check=False)  # noqa: S603
        if tried.returncode == 0:
            return words
    return ()


def start(command: Sequence[str], *, folder: str, memory: int = MEMORY, **extra: str) -> subprocess.Popen[bytes]:
    """Start a sealed process in a folder of its own; its standard streams are pipes."""
    environment = {name: os.environ[name] for name in KEPT if name in os.environ}
    environment |= {
        "TMPDIR": folder,
        "XDG_RUNTIME_DIR": folder,
        "XDG_CACHE_HOME": os.environ.get("XDG_CACHE_HOME", ""),
        **extra,
    }
    running = subprocess.Popen(  # noqa: S603 - fixed words, nothing typed by a user
        [*without_network(), *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env={name: value for name, value in environment.items() if value},
        start_new_session=True,
    )
    _bound(running.pid, memory)
    return running


def _bound(pid: int, memory: int) -> None:
    """Bound the memory before the process has read its input; set from outside, as threads forbid a hook."""
    limit: Any = getattr(resource, "prlimit", None)
    if limit is not None:
        with contextlib.suppress(OSError, ValueError):
            limit(pid, resource.RLIMIT_AS, (memory, memory))
            limit(pid, resource.RLIMIT_CORE, (0, 0))


def kill(running: subprocess.Popen[bytes]) -> None:
    """End a process and its children at once."""
    with contextlib.suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(running.pid, signal.SIGKILL)
        else:
            running.kill()
