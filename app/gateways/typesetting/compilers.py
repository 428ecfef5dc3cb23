"""A pool of compilers in this process: as many as cores, each with one thread at a time."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from app.gateways.typesetting.compiling import OneCompiler, PanickedError


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Compilers:
    """Lend compilers; the one used last is lent first, as it remembers most.

    The engine's own threads do not live on in a forked process, where it would wait for them for ever: a process that
    was forked after the first use has no compilers (`are_here`).
    """

    _process: int | None = None  # where the engine was first used, whichever pool did

    def __init__(self, make: Callable[[], OneCompiler], *, size: int | None = None) -> None:
        self._make = make
        self._room = threading.BoundedSemaphore(size or cores())
        self._free: list[OneCompiler] = []

    @classmethod
    def are_here(cls) -> bool:
        """Say whether this process may compile."""
        return cls._process in (None, os.getpid())

    @contextmanager
    def one(self) -> Iterator[OneCompiler]:
        """Lend a compiler for one document, waiting for a free one; a compiler that panicked does not come back."""
        Compilers._process = os.getpid()
        with self._room:
            compiler = self._free.pop() if self._free else self._make()
            try:
                yield compiler
            except PanickedError:
                raise
            except BaseException:
                self._free.append(compiler)
                raise
            self._free.append(compiler)
