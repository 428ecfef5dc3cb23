"""Our list of certificates against a FAB view and a Django admin of the same table, as they come, on PostgreSQL."""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import make_url, select, text

from benchmarks.list_page import _app, _page, database
from tests.support.forms import log_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from flask import Flask

SIZES = tuple(int(size) for size in os.environ.get("PEERS_SIZES", "10000,1000000").split(","))
REPEAT = 5
PAGE = 20
#: a list of ours goes 10,000 rows deep; the peers' middle page lies in the middle of the table
DEEPEST = 10_000 // PAGE
SEARCHED = "大连示例水产"


def run() -> None:
    """Print milliseconds of each page at each size: ours, FAB, Django; and how ours grows from size to size."""
    found: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder, database() as url:
        app = _app(url, Path(folder))
        fab = _fab(app)
        django = _django(url)
        before = 0
        for size in SIZES:
            print(f"-- {size:,} certificates, {_fill(app, size - before):.0f} s to fill")
            before = size
            _measure(app, fab, django, size, found)
    print("\nours, largest against smallest (P1, P2: at most 2)")
    for name, times in found.items():
        print(f"{name:<22}{times[-1] / times[0]:8.2f}")


def _fill(app: Flask, count: int) -> float:
    from app.services import demo_mass

    begun = time.perf_counter()
    with app.app_context():
        demo_mass.fill(count, now=datetime.now(UTC))
    return time.perf_counter() - begun


def _measure(app: Flask, fab: str, django: Callable[[str], float], size: int, found: dict[str, list[float]]) -> None:
    client = log_in(app.test_client(), "admin")
    paths = _paths(app, fab, size)
    print(f"{'':<22}{'SQL':>5}{'ours ms':>10}{'FAB ms':>10}{'Django ms':>10}{'× FAB':>8}{'× Django':>10}")
    mine = {}
    for name, (ours, plain, admin) in paths.items():
        count, mine[name] = _page(app, client, ours)
        found.setdefault(name, []).append(mine[name])
        theirs = _page(app, client, plain)[1] if plain else None
        _write(name, count, mine[name], theirs, django(admin) if admin else None)
    _ours, plain, admin = paths["text search"]
    with _without_trigrams(app):
        _write("  theirs, no trigrams", 0, mine["text search"], _page(app, client, plain)[1], django(admin))


def _write(name: str, count: int, mine: float, *peers: float | None) -> None:
    """Print one line: milliseconds of ours and of the peers, and what part of theirs ours is."""
    print(
        f"{name:<22}{count:5d}{mine:10.1f}"
        + "".join(f"{value:10.1f}" if value else f"{'–':>10}" for value in peers)
        + "".join(f"{mine / value:9.2f}" for value in peers if value)
    )


@contextmanager
def _without_trigrams(app: Flask) -> Iterator[None]:
    """Take our index of parts of words away for a while: an untuned table has none, and it speeds FAB's search up."""
    from app.extensions import db

    with app.app_context():
        db.session.remove()
        engine = db.engine.execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        name = "ix_certificate_producer"
        again = connection.scalar(text("SELECT indexdef FROM pg_indexes WHERE indexname = :name"), {"name": name})
        connection.execute(text(f"DROP INDEX {name}"))
        yield
        connection.execute(text(str(again)))
        connection.execute(text("VACUUM ANALYZE certificate"))


def _paths(app: Flask, fab: str, size: int) -> Mapping[str, tuple[str, str, str]]:
    """Return for each page its address of ours, of FAB and of Django."""
    from app.extensions import db
    from app.models import Certificate

    with app.app_context():
        number = db.session.scalar(
            select(Certificate.inspection_no).order_by(Certificate.id).offset(size // 3).limit(1)
        )
    ours, middle = "/certificate-query/", size // PAGE // 2
    deep = min(middle, DEEPEST)
    return {
        "first page": (f"{ours}?size={PAGE}", fab, "?p=1"),
        "middle page": (f"{ours}?size={PAGE}&page={deep}", f"{fab}?page_PlainPeerView={middle}", f"?p={middle}"),
        "filter": (f"{ours}?status=returned", f"{fab}?_flt_0_status=returned", "?status__exact=returned"),
        "exact search": (
            f"{ours}?inspection_no={number}", f"{fab}?_flt_3_inspection_no={number}", f"?inspection_no__exact={number}",
        ),
        "text search": (f"{ours}?producer={SEARCHED}", f"{fab}?_flt_2_producer={SEARCHED}", f"?q={SEARCHED}"),
        "statistics": ("/cloud-issuance/", "", ""),
    }  # fmt: skip


def _fab(app: Flask) -> str:
    """Register FAB's list of the same columns and return its address."""
    from flask_appbuilder import ModelView
    from flask_appbuilder.models.sqla.interface import SQLAInterface

    from app.models import Certificate
    from app.views import access

    class PlainPeerView(ModelView):
        datamodel = SQLAInterface(Certificate)
        route_base = "/plain-peer"
        class_permission_name = "document_query"
        list_columns: ClassVar[list[str]] = [*COLUMNS, "application", "format_version"]
        search_columns: ClassVar[list[str]] = ["inspection_no", "producer", "status"]
        add_columns = edit_columns = show_columns = search_columns
        include_route_methods: ClassVar[set[str]] = {"list"}
        page_size = PAGE

    app._got_first_request = False  # noqa: SLF001 a view added after the first request, for this comparison only
    with app.app_context():
        app.appbuilder.add_view_no_menu(PlainPeerView)  # type: ignore[attr-defined]
    app.url_build_error_handlers.append(lambda *_: "#")
    access.AUDIENCES["PlainPeerView.list"] = access.LOGGED_IN
    return "/plain-peer/list/"


COLUMNS = ("inspection_no", "format_code", "producer", "destination_country", "submitted_at", "status")


def _django(url: str) -> Callable[[str], float]:
    """Set up a Django admin of the same table and return a function that times one of its pages."""
    import django
    from django.conf import settings

    at = make_url(url)
    settings.configure(
        SECRET_KEY="b" * 40,
        ALLOWED_HOSTS=["*"],
        USE_TZ=True,
        ROOT_URLCONF="benchmarks.django_peer",
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        STATIC_URL="/static/",
        INSTALLED_APPS=[
            "benchmarks",
            *(f"django.contrib.{name}" for name in ("admin", "auth", "contenttypes", "sessions", "messages")),
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        DATABASES={
            "default": {
                "ENGINE": "django.db.backends.postgresql",
                "NAME": at.database,
                "USER": at.username,
                "PASSWORD": at.password or "",
                "HOST": at.query.get("host") or at.host or "",
                "PORT": at.port or "",
                "CONN_MAX_AGE": None,
            }
        },
    )
    django.setup()
    from django.contrib.auth.models import User
    from django.core.management import call_command
    from django.test import Client

    call_command("migrate", verbosity=0)
    client = Client()
    client.force_login(User.objects.create_superuser("peer"))

    def timed(query: str) -> float:
        times = []
        for _ in range(REPEAT):
            begun = time.perf_counter()
            answer: Any = client.get(f"/admin/benchmarks/certificate/{query}")
            times.append(1000 * (time.perf_counter() - begun))
            assert answer.status_code == 200, (query, answer.status_code)  # noqa: PLR2004
        return min(times)

    return timed
