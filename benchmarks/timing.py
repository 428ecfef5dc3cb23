"""How pages are timed: by the quickest of several requests, and how growth is told."""

from __future__ import annotations

import time
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from flask import Flask
    from flask.testing import FlaskClient

REPEAT = 7
#: a page slower than this is not asked for more often than twice
SLOW = 2.0


def page(app: Flask, client: FlaskClient, path: str) -> tuple[int, float]:
    """Return the statements of one page, and its milliseconds when least disturbed."""
    return _statements(app, lambda: fetch(client, path)), milliseconds(lambda: fetch(client, path))


def fetch(client: Any, path: str) -> None:
    """Get a page of our application, FAB's or Django's; raises AssertionError when it is not shown."""
    answer = client.get(path)
    assert answer.status_code == HTTPStatus.OK, (path, answer.status_code)


def milliseconds(work: Callable[[], None]) -> float:
    """Return how long the work takes when least disturbed."""
    work()
    times: list[float] = []
    while len(times) < (2 if times and times[0] > SLOW else REPEAT):
        begun = time.perf_counter()
        work()
        times.append(time.perf_counter() - begun)
    return 1000 * min(times)


def write_growth(found: Mapping[str, Sequence[float]]) -> None:
    """Print how much longer each page takes with the most certificates than with the fewest."""
    print("\nlargest against smallest (P1, P2: at most 2)")
    for name, times in found.items():
        print(f"{name:<44}{times[-1] / times[0]:8.2f}")


def _statements(app: Flask, work: Callable[[], None]) -> int:
    from app.extensions import db

    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        seen.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    work()
    event.remove(engine, "before_cursor_execute", note)
    return len(seen)
