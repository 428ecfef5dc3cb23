"""Our query over all certificates against a FAB view and a Django admin of the same table, as they come."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from benchmarks import django_peer, fab_peer, timing
from benchmarks.database import SIZES, filled
from benchmarks.fab_peer import PAGE
from tests.support.forms import log_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Flask

#: a list of ours goes 10,000 rows deep; the peers' middle page lies in the middle of the table
DEEPEST = 10_000 // PAGE
SEARCHED = "大连示例水产"


def run() -> None:
    """Print milliseconds of each page at each size: ours, FAB, Django; and how ours grows from size to size."""
    found: dict[str, list[float]] = {}
    for size in SIZES:
        with filled(size) as (app, url):
            fab_peer.add(app)
            _measure(app, django_peer.client(url), size, found)
    timing.write_growth(found)


def _measure(app: Flask, django: Any, size: int, found: dict[str, list[float]]) -> None:
    client = log_in(app.test_client(), "admin")
    print(f"{'':<22}{'SQL':>5}{'ours ms':>10}{'FAB ms':>10}{'Django ms':>11}{'× FAB':>8}{'× Django':>10}")
    for name, (ours, plain, admin) in _paths(app, size).items():
        count, mine = timing.page(app, client, ours)
        found.setdefault(name, []).append(mine)
        fab = timing.page(app, client, fab_peer.LIST + plain)[1] if plain is not None else None
        other = timing.milliseconds(lambda at=django_peer.LIST + admin: timing.fetch(django, at)) if admin else None  # type: ignore[misc]
        _write(name, count, mine, fab, other)


def _write(name: str, count: int, mine: float, *peers: float | None) -> None:
    """Print one line: milliseconds of ours and of the peers, and what part of theirs ours is."""
    print(
        f"{name:<22}{count:5d}{mine:10.1f}"
        + "".join(f"{value:10.1f}" if value else f"{'–':>10}" for value in peers)
        + "".join(f"{mine / value:9.3f}" for value in peers if value)
    )


def _paths(app: Flask, size: int) -> Mapping[str, tuple[str, str | None, str]]:
    """Return for each page its address of ours, and what to ask FAB and Django for."""
    from app.extensions import db
    from app.models import Certificate

    with app.app_context():
        number = db.session.scalar(
            select(Certificate.inspection_no).order_by(Certificate.id).offset(size // 3).limit(1)
        )
    ours, middle = f"/certificate-query/?size={PAGE}", size // PAGE // 2
    return {
        "first page": (ours, "", "?p=1"),
        "middle page": (f"{ours}&page={min(middle, DEEPEST)}", f"?page_PlainView={middle}", f"?p={middle}"),
        "filter": (f"{ours}&status=returned", "?_flt_0_status=returned", "?status__exact=returned"),
        "exact search": (
            f"{ours}&inspection_no={number}", f"?_flt_3_inspection_no={number}", f"?inspection_no__exact={number}",
        ),
        "text search": (f"{ours}&producer={SEARCHED}", f"?_flt_2_producer={SEARCHED}", f"?q={SEARCHED}"),
        "statistics": ("/cloud-issuance/", None, ""),
    }  # fmt: skip
