"""Requests a second with 8 and 64 users: ours, FAB's list and Django's admin, each served like production."""

from __future__ import annotations

import http.client
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import cycle
from typing import TYPE_CHECKING, Any

from benchmarks import django_peer, fab_peer
from benchmarks.database import SIZES, filled
from tests.support.forms import log_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from flask import Flask

USERS = (8, 64)
SECONDS = 10
#: as run.py serves
WORKERS, THREADS = 2, 4
QUERY = "/certificate-query/?size=20"


@dataclass
class Load:
    """Count what some users ask for: each asks for the next page as soon as he has one."""

    port: int
    pages: Sequence[str]
    cookies: Sequence[str]
    seconds: list[float] = field(default_factory=list)
    refused: int = 0

    def run(self) -> float:
        """Return the requests a second; `seconds` has how long each took."""
        ends = time.perf_counter() + SECONDS
        users = [threading.Thread(target=self._ask, args=(cookie, ends)) for cookie in self.cookies]
        begun = time.perf_counter()
        for user in users:
            user.start()
        for user in users:
            user.join()
        return len(self.seconds) / (time.perf_counter() - begun)

    def _ask(self, cookie: str, ends: float) -> None:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        for page in cycle(self.pages):
            begun = time.perf_counter()
            if begun > ends:
                break
            connection.request("GET", page, headers={"Cookie": cookie})
            answer = connection.getresponse()
            answer.read()
            self.seconds.append(time.perf_counter() - begun)
            self.refused += answer.status != http.client.OK
        connection.close()


def run() -> None:
    """Print requests a second, the median and the slowest twentieth, for each number of users."""
    size = SIZES[-1]
    with filled(size) as (app, url), tempfile.TemporaryDirectory() as folder:
        cookies = [_cookie(log_in(app.test_client(), "admin")) for _ in range(max(USERS))]
        clerks = [_cookie(log_in(app.test_client(), "haian.clerk")) for _ in range(max(USERS))]
        work = _clerk_pages(app)
        django = [_django_cookie(url)] * max(USERS)
        environment = {**os.environ, "BENCH_DATABASE": url, "BENCH_FOLDER": folder}
        print(f"{'':<34}{'users':>6}{'requests/s':>12}{'median ms':>11}{'95 % ms':>9}")
        with _server("ours", environment) as port:
            _write("our query", port, [QUERY], cookies)
            _write("FAB's list", port, [fab_peer.LIST], cookies)
            _write("a clerk's lists, forms, previews", port, work, clerks)
        with _server("django", environment) as port:
            _write("Django's list", port, [django_peer.LIST], django)


def _write(name: str, port: int, pages: Sequence[str], cookies: Sequence[str]) -> None:
    for users in USERS:
        load = Load(port, pages, cookies[:users])
        a_second = load.run()
        cuts = statistics.quantiles(load.seconds, n=20)
        print(f"{name:<34}{users:6d}{a_second:12.1f}{1000 * cuts[9]:11.0f}{1000 * cuts[18]:9.0f}")
        assert not load.refused, f"{load.refused} answers of {name} were no pages"


def _clerk_pages(app: Flask) -> list[str]:
    """Return what a clerk opens again and again: lists, a form, its preview, home."""
    from sqlalchemy import select

    from app.extensions import db
    from app.models import Certificate, User

    with app.app_context():
        owner = db.session.scalar(select(User.organisation_id).where(User.username == "haian.clerk"))
        application, draft = db.session.execute(
            select(Certificate.application_id, Certificate.id)
            .where(Certificate.organisation_id == owner, Certificate.status == "draft")
            .order_by(Certificate.id.desc())
        ).first() or (0, 0)
    lists = ["/", "/certificates/veterinary_health/", "/applications/", "/certificates/phytosanitary/?status=issued"]
    return [*lists, f"/certificates/{draft}/edit", f"/applications/{application}/preview/{draft}/pages/1"]


def _cookie(client: Any) -> str:
    return "; ".join(f"{cookie.key}={cookie.value}" for cookie in client._cookies.values())  # noqa: SLF001 no public list


def _django_cookie(url: str) -> str:
    return "; ".join(f"{name}={morsel.value}" for name, morsel in django_peer.client(url).cookies.items())


@contextmanager
def _server(name: str, environment: dict[str, str]) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [
        sys.executable, "-m", "gunicorn", f"benchmarks.served:{name}()", "--bind", f"127.0.0.1:{port}", "--preload",
        "--workers", str(WORKERS), "--threads", str(THREADS), "--worker-class", "gthread", "--log-level", "warning",
        "--timeout", "120",
    ]  # fmt: skip
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield port
    finally:
        server.terminate()
        server.wait(timeout=30)


def _wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise RuntimeError("the server does not answer")
