"""When to try again: exponential back-off with jitter, and an end after which a person must look."""

from __future__ import annotations

import hashlib
from datetime import timedelta

FIRST = timedelta(seconds=5)
LONGEST = timedelta(hours=1)
#: about a day of trying; what is still undelivered then is a dead letter
MOST_ATTEMPTS = 30


def pause(attempts: int, *, key: str) -> timedelta:
    """Return how long to wait after so many failed attempts: doubled each time, spread over its last half.

    The spread comes out of `key` (a message's id), so that a crowd of messages does not come back in step and a
    test sees the same pauses each time.
    """
    longest = min(FIRST * 2 ** min(attempts - 1, 20), LONGEST) if attempts > 0 else timedelta()
    draw = int.from_bytes(hashlib.sha256(f"{key}:{attempts}".encode()).digest()[:4], "big") / 2**32
    return longest / 2 + longest / 2 * draw


def is_over(attempts: int) -> bool:
    """Tell whether no further attempt is made without a person."""
    return attempts >= MOST_ATTEMPTS
