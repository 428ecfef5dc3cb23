"""What a page asks for again and again is read once a request."""

from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from flask import g

Answer = TypeVar("Answer")


def once_a_request(read: Callable[[], Answer]) -> Callable[[], Answer]:
    """Let a function read on its first call in a request, and give the same answer for the rest of it."""
    key = f"{read.__module__}.{read.__qualname__}"

    @wraps(read)
    def remembered() -> Answer:
        if key not in g:
            setattr(g, key, read())
        answer: Answer = getattr(g, key)
        return answer

    return remembered
