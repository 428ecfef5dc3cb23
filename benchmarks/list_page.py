"""A list page at 10 thousand and at a million certificates on PostgreSQL, against FAB's own list of the same table."""

from __future__ import annotations

import os
import tempfile
import time
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from sqlalchemy import create_engine, event, make_url, text

from app import create_app
from config import Settings
from tests.support.forms import log_in

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask
    from flask.testing import FlaskClient

SIZES = tuple(int(size) for size in os.environ.get("LIST_PAGE_SIZES", "10000,1000000").split(","))
REPEAT = 7
LIST = "/certificates/veterinary_health/"
PAGES = {
    "first page": "?size=20",
    "hundred rows": "?size=100",
    "deep page": "?size=100&page=100",
    "one status": "?size=20&status=returned",
    "empty status": "?size=20&status=withdrawn",
    "number begins with": "?size=20&inspection_no=22600000012",
    "one day": "?size=20&from=2026-03-01&to=2026-03-01",
    "sorted by number": "?size=20&sort=inspection_no",
}
MOMENT = "timestamptz '2026-01-01 00:00+00' + n * interval '30 seconds'"
#: A fixed share of each status, so that both sizes ask the same of the database.
STATUSES = (
    "array['issued','issued','issued','issued','draft','submitted','under_review','returned','approved','issued']"
)


def run() -> None:
    """Print statements and milliseconds of each page at each size, and the ratios that the bar P1 speaks of."""
    found: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder, database() as url:
        app = _app(url, Path(folder))
        plain = _add_plain_view(app)
        before = 0
        for size in SIZES:
            _fill(app, before, size)
            before = size
            print(f"-- {size:,} certificates")
            _measure(app, plain, found)
    print("\nlargest against smallest (P1: at most 2)")
    for name, times in found.items():
        print(f"{name:<44}{times[-1] / times[0]:8.2f}")


@contextmanager
def database() -> Iterator[str]:
    """Give an empty database on the throw-away cluster."""
    server = os.environ["TEST_POSTGRES_URL"]
    admin = create_engine(server, isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS list_page WITH (FORCE)"))
        connection.execute(text("CREATE DATABASE list_page"))
    yield make_url(server).set(database="list_page").render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text("DROP DATABASE list_page WITH (FORCE)"))


def _app(url: str, folder: Path) -> Flask:
    from datetime import UTC, datetime

    from flask_migrate import upgrade

    from app.services import demo, seeding

    app = create_app(
        Settings(
            environment="testing", instance=folder, secret_key="b" * 40, history_key="h" * 40, database_url=url,
            storage_url=str(folder / "files"),
        )
    )  # fmt: skip
    with app.app_context():
        upgrade()
        seeding.seed()
        demo.load(now=datetime.now(UTC))
    return app


def _add_plain_view(app: Flask) -> str:
    """Register FAB's list of the same table as it comes out of the box, and return its address."""
    from flask_appbuilder import ModelView
    from flask_appbuilder.models.sqla.interface import SQLAInterface

    from app.models import Certificate
    from app.views import access

    class PlainView(ModelView):
        datamodel = SQLAInterface(Certificate)
        route_base = "/plain"
        class_permission_name = "certificate_veterinary_health"
        list_columns: ClassVar[list[str]] = [
            "inspection_no",
            "format_code",
            "goods_name",
            "status",
            "application",
            "format_version",
        ]
        search_columns: ClassVar[list[str]] = ["inspection_no"]
        add_columns = edit_columns = show_columns = search_columns
        include_route_methods: ClassVar[set[str]] = {"list"}
        page_size = 20

    app._got_first_request = False  # noqa: SLF001 a view added after the first request, for this comparison only
    with app.app_context():
        app.appbuilder.add_view_no_menu(PlainView)  # type: ignore[attr-defined]
    app.url_build_error_handlers.append(lambda *_: "#")  # its "back" page, which we have not
    access.AUDIENCES.update(dict.fromkeys(("PlainView.list",), access.LOGGED_IN))
    return "/plain/list/"


def _fill(app: Flask, before: int, size: int) -> None:
    """Write certificates up to a number, half of them of one enterprise, in the database itself."""
    from app.extensions import db

    with app.app_context():
        connection = db.session.connection()
        owner, other = connection.execute(
            text("SELECT id FROM organisation WHERE kind='enterprise' ORDER BY id LIMIT 2")
        ).scalars()
        version = connection.execute(
            text("SELECT v.id FROM format_version v JOIN certificate_format f ON f.id=v.format_id WHERE f.code='c3-1'")
        ).scalar()
        numbers = {"first": before, "last": size - 1, "owner": owner, "other": other, "version": version}
        for statement in STATEMENTS:
            connection.execute(text(statement), numbers)
        db.session.commit()
        with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as vacuum:
            vacuum.execute(text("VACUUM ANALYZE application"))
            vacuum.execute(text("VACUUM ANALYZE certificate"))


_SHARED = """
  1000000 + n, case when n % 2 = 0 then cast(:owner as int) else cast(:other as int) end,
  ({statuses})[1 + n % 10], '2260' || lpad(n::text, 11, '0'), '0901', 'KOR', 'BUYER ' || n, '', '',
  {moment}, {moment}, {moment}, 1
"""
STATEMENTS = (
    f"""INSERT INTO application (id, organisation_id, status, inspection_no, declaring_customs, destination_country,
  consignee_name_foreign, consignee_name_zh, producer, submitted_at, created_at, changed_at, version,
  entry_mode, consignor_name_zh, consignor_name_foreign, needs_confirmation, review_opinion, review_round,
  reissue_reason)
SELECT {_SHARED.format(statuses=STATUSES, moment=MOMENT)}, 'single', '', '', false, '', 0, ''
FROM generate_series(cast(:first as int), cast(:last as int)) n""",
    f"""INSERT INTO certificate (id, organisation_id, status, inspection_no, declaring_customs, destination_country,
  consignee_name_foreign, consignee_name_zh, producer, submitted_at, created_at, changed_at, version,
  application_id, position, type_code, format_code, format_version_id, values, rows, statements, sources,
  has_hidden_blocks, goods_name, originals, copies, sub_certificate_no)
SELECT {_SHARED.format(statuses=STATUSES, moment=MOMENT)}, 1000000 + n, 1, '14', 'c3-1', :version,
  '{{"consignor": "EXAMPLE"}}', '{{}}', '[]', '{{}}', false, '冻明太鱼片（示例）', 1, 2, '001'
FROM generate_series(cast(:first as int), cast(:last as int)) n""",
)


def _measure(app: Flask, plain: str, found: dict[str, list[float]]) -> None:
    for username in ("haian.clerk", "admin"):
        client = log_in(app.test_client(), username)
        peer = _page(app, client, plain)
        print(f"{username + ', FAB as it comes':<44}{peer[0]:5d} SQL {peer[1]:9.1f} ms      1.00")
        for name, query in PAGES.items():
            count, milliseconds = _page(app, client, LIST + query)
            found.setdefault(f"{username}, {name}", []).append(milliseconds)
            print(
                f"{f'{username}, {name}':<44}{count:5d} SQL {milliseconds:9.1f} ms  {milliseconds / peer[1]:8.2f} × FAB"
            )


def _page(app: Flask, client: FlaskClient, path: str) -> tuple[int, float]:
    """Return the statements of one page, and its milliseconds when least disturbed."""

    def get() -> None:
        answer = client.get(path)
        assert answer.status_code == HTTPStatus.OK, (path, answer.status_code)

    get()
    count = _statements(app, get)
    times = [_seconds(get) for _ in range(REPEAT)]
    return count, 1000 * min(times)


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


def _seconds(work: Callable[[], None]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun
