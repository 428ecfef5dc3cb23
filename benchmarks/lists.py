"""The lists of one document type, a clerk's and the administrator's, few and many certificates, against FAB's list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from benchmarks import fab_peer, timing
from benchmarks.database import SIZES, filled
from tests.support.forms import log_in

if TYPE_CHECKING:
    from flask import Flask

LIST = "/certificates/veterinary_health/"
PAGES = {
    "first page": "?size=20",
    "hundred rows": "?size=100",
    "deep page": "?size=100&page=5",
    "deepest page": "?size=100&page=100",
    "one status": "?size=20&status=returned",
    "empty status": "?size=20&status=confirmed",
    "number begins with": "?size=20&inspection_no=22300000000",
    "one day": "?size=20&from=2026-03-01&to=2026-03-01",
    "sorted by number": "?size=20&sort=inspection_no",
}


def run() -> None:
    """Print statements and milliseconds of each page at each size, and the ratios that the bar P1 speaks of."""
    found: dict[str, list[float]] = {}
    for size in SIZES:
        with filled(size) as (app, _url):
            fab_peer.add(app)
            _measure(app, found)
    timing.write_growth(found)


def _measure(app: Flask, found: dict[str, list[float]]) -> None:
    for username in ("haian.clerk", "admin"):
        client = log_in(app.test_client(), username)
        peer = timing.page(app, log_in(app.test_client(), "admin"), fab_peer.LIST)
        print(f"{'FAB as it comes':<44}{peer[0]:5d} SQL {peer[1]:9.1f} ms      1.00")
        for name, query in PAGES.items():
            count, milliseconds = timing.page(app, client, LIST + query)
            found.setdefault(f"{username}, {name}", []).append(milliseconds)
            ratio = milliseconds / peer[1]
            print(f"{f'{username}, {name}':<44}{count:5d} SQL {milliseconds:9.1f} ms  {ratio:8.2f} × FAB")
