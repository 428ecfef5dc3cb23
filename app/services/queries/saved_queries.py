"""Saved queries 查询管理: kept, shared with roles, tried, run page by page and read for exports."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from app.domain.actor import Actor
from app.domain.document.fields import FieldError
from app.domain.errors import NotFoundError
from app.domain.permissions import OVERSEAS, PUBLIC
from app.extensions import db
from app.gateways import gateways
from app.gateways.report_database import Answer
from app.models import Role, SavedQuery
from app.reports import query_tree
from app.reports.list_sheet import Record
from app.reports.query_words import QueryRefusedError
from app.services.base import records
from app.services.base.records import Columns, Values
from app.services.base.transaction import transaction

RESOURCE = "queries"
#: Rows that a query gives at most, and seconds that a page or an export may take.
MAX_ROWS = 100_000
PAGE_SECONDS, EXPORT_SECONDS = 10.0, 60.0


@dataclass(frozen=True)
class Rows:
    """Hold one page of a result; `has_more` says whether another follows."""

    heads: list[str]
    rows: list[Record]
    has_more: bool


def create(actor: Actor, values: Values, *, now: datetime) -> SavedQuery:
    """Save a query as the actor's own; raises InvalidError."""
    del now
    records.require(actor, "add", RESOURCE)
    with transaction():
        records.refuse(_wrong(values))
        row = SavedQuery(**_columns(values), owner_id=actor.user_id)
        db.session.add(row)
    return row


def change(actor: Actor, number: int, values: Values, *, version: int | None, now: datetime) -> SavedQuery:
    """Change a query; raises InvalidError."""
    del now
    records.require(actor, "edit", RESOURCE)
    with transaction():
        row = records.load(SavedQuery, number, version=version)
        records.refuse(_wrong(values, but=number))
        records.write(row, _columns(values))
    return row


def remove(actor: Actor, number: int, *, version: int | None, now: datetime) -> None:
    """Delete a query."""
    del now
    records.require(actor, "delete", RESOURCE)
    with transaction():
        db.session.delete(records.load(SavedQuery, number, version=version))


def find(actor: Actor, number: int) -> SavedQuery:
    """Return a query that is the actor's or shared with him; raises NotFoundError."""
    records.require(actor, "show", RESOURCE)
    row = db.session.scalar(select(SavedQuery).where(SavedQuery.id == number, SavedQuery.visible_to(actor)))
    if row is None:
        raise NotFoundError
    return row


def page(actor: Actor, statement: str, *, number: int, size: int) -> Rows:
    """Run a statement and return one page of it; raises QueryRefusedError and QueryFailedError."""
    offset = min((number - 1) * size, MAX_ROWS)
    size = min(size, MAX_ROWS - offset)
    with answer(actor, statement, limit=size + 1, offset=offset, seconds=PAGE_SECONDS) as found:
        rows = list(found.rows)
    return Rows(list(found.heads), rows[:size], has_more=len(rows) > size and offset + size < MAX_ROWS)


@contextmanager
def answer(
    actor: Actor, statement: str, *, limit: int = MAX_ROWS + 1, offset: int = 0, seconds: float = EXPORT_SECONDS
) -> Iterator[Answer]:
    """Give heads and rows of a statement while they are fetched, the actor's rows only."""
    records.require(actor, "show", RESOURCE)
    database = gateways().reports
    checked = query_tree.read(statement)
    written = query_tree.write(checked, dialect=database.dialect, actor=actor, limit=limit, offset=offset)
    with database.run(written, seconds=seconds) as found:
        yield found


def role_names() -> list[str]:
    """Return the roles that a query can be shared with."""
    names = db.session.scalars(select(Role.name).order_by(Role.id))
    return [name for name in names if name not in (PUBLIC, OVERSEAS)]


def _columns(values: Values) -> Columns:
    return {
        "name": values["name"],
        "remark": values.get("remark") or "",
        "statement": values["statement"].replace("\r\n", "\n"),
        "roles": sorted(values.get("roles") or []),
    }


def _wrong(values: Values, *, but: int | None = None) -> Iterator[FieldError]:
    if not values["name"]:
        yield records.error("name", "required")
    elif records.is_taken(SavedQuery, SavedQuery.name, values["name"], but=but):
        yield records.error("name", "name_taken", value=values["name"])
    unknown = set(values.get("roles") or []) - set(role_names())
    if unknown:
        yield records.error("roles", "not_an_option", value=", ".join(sorted(unknown)))
    try:
        query_tree.read(values["statement"])
    except QueryRefusedError as error:
        yield records.error("statement", error.code, **error.params)
