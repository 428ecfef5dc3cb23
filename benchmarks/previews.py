"""Previews while 64 clerks type, a change every eight seconds each: what drawing them costs, in cores."""

from __future__ import annotations

import statistics
import tempfile
import time
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from app.catalogue.loader import catalogue
from app.extensions import db
from app.models import Certificate
from benchmarks.database import app_on
from tests.factories import applications as factory
from tests.support.forms import log_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Flask

CLERKS = 64
#: Seconds between two changes of one clerk.
PAUSE = 8
#: Changes of each clerk that are measured, after the first, which finds nothing in memory.
CHANGES = 3
#: Cores that previews may cost.
BAR = 0.5


def run() -> None:
    """Print CPU milliseconds a preview, the cores that all clerks need together, and bytes sent."""
    with tempfile.TemporaryDirectory() as folder:
        app = app_on(f"sqlite:///{folder}/previews.sqlite", Path(folder))
        drafts = _drafts(app)
        client = log_in(app.test_client(), "haian.clerk")
        first = [_asked(app, client, draft, 0) for draft in drafts]
        found = [_asked(app, client, draft, change) for change in range(1, CHANGES + 1) for draft in drafts]
        same = [_sent(client, draft) for draft in drafts]
    rate = CLERKS / PAUSE
    cpu = statistics.mean(seconds for seconds, _bytes in found)
    _write("first preview of a document", first)
    _write("preview of a changed field", found)
    _write("the same page again", same)
    print(f"{CLERKS} clerks, {rate:.0f} changes a second: {cpu * rate:.2f} of a core (the bar is {BAR})")


def _write(name: str, found: Sequence[tuple[float, int]]) -> None:
    milliseconds = [1000 * seconds for seconds, _bytes in found]
    sent = statistics.mean(size for _seconds, size in found)
    slow = statistics.quantiles(milliseconds, n=20)[18]
    print(f"{name:<34}{statistics.mean(milliseconds):8.0f} ms CPU{slow:8.0f} ms 95 %{sent / 1000:8.0f} kB sent")


def _drafts(app: Flask) -> list[tuple[int, int]]:
    """Make the drafts that the clerks write, of every type in turn; return application and document of each."""
    kinds = [kind.key for kind in catalogue().types.values() if kind.enabled]
    with app.app_context():
        made = [factory.make(kinds[number % len(kinds)]) for number in range(CLERKS)]
        return [(application.id, application.certificates[0].id) for application in made]


def _asked(app: Flask, client: Any, draft: tuple[int, int], change: int) -> tuple[float, int]:
    """Change one entry of a draft, and return what its preview costs."""
    with app.app_context():
        table = Certificate.__table__
        values = db.session.scalar(select(table.c["values"]).where(table.c.id == draft[1]))
        changed = {**(values or {}), "consignor": f"EXAMPLE TRADING CO., LTD {draft[1]}\nNO. {change} PORT ROAD"}
        db.session.execute(table.update().where(table.c.id == draft[1]).values(values=changed))
        db.session.commit()
    return _sent(client, draft)


def _sent(client: Any, draft: tuple[int, int]) -> tuple[float, int]:
    begun = time.process_time()
    answer = client.get(f"/applications/{draft[0]}/preview/{draft[1]}/pages/1", headers={"Accept-Encoding": "gzip"})
    assert answer.status_code == HTTPStatus.OK, answer.status_code
    return time.process_time() - begun, len(answer.data)
