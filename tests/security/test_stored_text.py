"""Markup in every text that people type, shown on every page: it stays text (stored cross-site scripting)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import JSON, String, Text, text
from sqlalchemy.exc import IntegrityError

from app.extensions import db
from tests.security.routes import path, routes
from tests.security.rows import fill_both
from tests.support.databases import is_postgresql

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from flask import Flask
    from flask.testing import FlaskClient

PAYLOAD = "\"'><zq-mark onx=1></script></textarea><zq-mark>{{7*7}}&#60;"
#: An element of this name on a page, or the attribute broken out of, is the payload at work.
AT_WORK = re.compile(r"<zq-mark|\"'><zq|</textarea>&lt;zq-mark", re.IGNORECASE)
#: What names a row, a choice or a file for the program; nobody types it.
CODES = re.compile(
    r"(^|_)(id|code|codes|status|kind|key|keys|action|side|hash|sha256|digest|door|state|type|unit|locale|theme|state"
    r"|mode|path|method|version|engine|media_type|extension|storage|month|day|date|at|signature|password|login|username"
    r"|job|subject|source|table|table_name|row|column|mac|lease|holder|endpoint|event|issuer|algorithm|group|roles|role"
    r"|language|country|statement|currency|time_zone|entry|office|customs|direction|parameter|value|message_id)$"
)
SKIPPED = re.compile(r"^(ab_permission|ab_view|ab_role|alembic|audit|history|operation|user_session|job|format|totals)")


pytestmark = [
    pytest.mark.bar("S13"),
    pytest.mark.skipif(is_postgresql(), reason="its columns refuse texts of this length; the pages are the same"),
]


def test_markup_that_somebody_typed_stays_text(app: Flask, login: Callable[[str], FlaskClient]) -> None:
    _walk(app, login, people=("haian.clerk", "admin"), numbers=(1,), least=25)


@pytest.mark.soak
def test_markup_that_somebody_typed_stays_text_on_every_page(app: Flask, login: Callable[[str], FlaskClient]) -> None:
    _walk(app, login, people=("admin", "haian.clerk", "haian.admin", "customs.0901"), numbers=range(1, 7), least=60)


def _walk(
    app: Flask, login: Callable[[str], FlaskClient], *, people: Sequence[str], numbers: Sequence[int], least: int
) -> None:
    """Mark every text, let people open every page, and find the payload at work nowhere."""
    with app.app_context():
        fill_both()
        marked = _mark_every_text()
    assert marked > 60
    hits, seen = {}, set()
    for who in people:
        client = login(who)
        for address in _addresses(app, numbers):
            if address in seen and len(numbers) == 1:
                continue
            answer = client.get(address)
            assert answer.status_code < 500, address
            if answer.mimetype == "text/html" and answer.status_code == 200:
                body = answer.get_data(as_text=True)
                seen |= {address} if "zq-mark" in body else set()
                if hit := AT_WORK.search(body):
                    hits[who, address] = body[max(0, hit.start() - 120) : hit.end() + 40]
    assert hits == {}
    assert len(seen) > least


def _addresses(app: Flask, numbers: Sequence[int]) -> list[str]:
    """Return every page, those of rows with these ids."""
    found = []
    for route in routes(app):
        if "GET" in route.methods and not re.search("export|pdf|logout|file", route.endpoint):
            ids = numbers if route.ids else (1,)
            made = (path(app, route, **dict.fromkeys(route.ids, number)) for number in ids)
            found += [address for address in made if address]
    return list(dict.fromkeys(found))


def _mark_every_text() -> int:
    """Put the payload behind every typed text of the database, past the services; return the number of columns."""
    marked = 0
    with db.engine.begin() as connection:
        for statement in _without_triggers(connection):
            connection.exec_driver_sql(statement)
        for table in db.metadata.sorted_tables:
            if SKIPPED.search(table.name):
                continue
            keys = list(table.primary_key.columns)
            for column in table.columns:
                if column.foreign_keys or column.primary_key or CODES.search(column.name):
                    continue
                if isinstance(column.type, JSON):
                    marked += _mark_json(connection, table, column, keys)
                elif isinstance(column.type, String | Text) and not column.unique:
                    marked += _mark_column(connection, table, column)
    return marked


def _mark_column(connection: Any, table: Any, column: Any) -> int:
    """Mark a column of texts; one whose values the database checks holds nothing that is typed."""
    try:
        with connection.begin_nested():
            filled = table.update().where(column.is_not(None), column != "")
            return bool(connection.execute(filled.values({column: column + PAYLOAD})).rowcount)
    except IntegrityError:
        return 0


def _mark_json(connection: Any, table: Any, column: Any, keys: list[Any]) -> int:
    rows = connection.execute(db.select(*keys, column)).all()
    for row in rows:
        changed = _marked(row[-1])
        if changed != row[-1]:
            connection.execute(
                table.update()
                .where(*(key == value for key, value in zip(keys, row, strict=False)))
                .values({column: changed})
            )
    return bool(rows)


def _marked(value: Any, name: str = "") -> Any:
    if isinstance(value, dict):
        return {key: _marked(found, str(key)) for key, found in value.items()}
    if isinstance(value, list):
        return [_marked(found, name) for found in value]
    is_typed = isinstance(value, str) and value and not CODES.search(name) and not value.replace(".", "").isdigit()
    return value + PAYLOAD if is_typed else value


def _without_triggers(connection: Any) -> list[str]:
    """Return the statements that let frozen rows be written, in this test's copy of the database."""
    names = connection.scalars(text("SELECT name FROM sqlite_master WHERE type = 'trigger'"))
    return [f'DROP TRIGGER "{name}"' for name in names]
