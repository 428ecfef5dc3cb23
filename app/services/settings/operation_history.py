"""Operation history 操作历史 of a record, and who made and last changed it 经办详细: read only."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.sql import ColumnElement

from app.domain.actor import SYSTEM
from app.extensions import db
from app.models import OperationRecord, User
from app.models.base import Model

MAX_SHOWN = 100


@dataclass(frozen=True, kw_only=True)
class Handling:
    """Say who made a record and who last changed it, and when 经办详细."""

    created_by: str
    created_at: datetime | None
    changed_by: str
    changed_at: datetime | None
    version: int | None


def of_row(row: Model, *, after: int = 0, limit: int = MAX_SHOWN) -> Sequence[OperationRecord]:
    """Return the changes of a record, the newest first; `after` leaves out those up to this number."""
    return list(
        db.session.scalars(
            select(OperationRecord)
            .where(*_is_of(row), OperationRecord.id > after)
            .order_by(OperationRecord.id.desc())
            .limit(limit)
        )
    )


def last_number(row: Model) -> int:
    """Return the number of a record's latest change."""
    return int(db.session.scalar(select(func.max(OperationRecord.id)).where(*_is_of(row))) or 0)


def count(row: Model) -> int:
    """Return how often a record was changed."""
    return int(db.session.scalar(select(func.count(OperationRecord.id)).where(*_is_of(row))) or 0)


def handling(row: Model) -> Handling:
    """Return who made and last changed a record; nobody's name stands for the system.

    FAB's own rows (users) call the same things created_on and created_by_fk; roles have neither: the history tells.
    """
    if not hasattr(row, "created_at") and not hasattr(row, "created_on"):
        return _handling_by_history(row)
    created_by = _first(row, "created_by_id", "created_by_fk")
    changed_by = _first(row, "changed_by_id", "changed_by_fk")
    ids = {created_by, changed_by} - {None}
    people = db.session.scalars(select(User).where(User.id.in_(ids))).all() if ids else []
    names = {user.id: user.full_name for user in people}
    return Handling(
        created_by=names.get(created_by, ""),
        created_at=_first(row, "created_at", "created_on"),
        changed_by=names.get(changed_by, ""),
        changed_at=_first(row, "changed_at", "changed_on"),
        version=getattr(row, "version", None),
    )


def _person(record: OperationRecord) -> str:
    return "" if record.actor_name == SYSTEM.name else record.actor_name


def _handling_by_history(row: Model) -> Handling:
    # the numbers run in the order of time
    ends = db.session.execute(
        select(func.min(OperationRecord.id), func.max(OperationRecord.id)).where(*_is_of(row))
    ).one()
    rows = db.session.scalars(select(OperationRecord).where(OperationRecord.id.in_(set(ends))))
    found = {one.id: one for one in rows}
    first, last = (found.get(number) for number in ends)
    return Handling(
        created_by=_person(first) if first else "",
        created_at=first.happened_at if first else None,
        changed_by=_person(last) if last else "",
        changed_at=last.happened_at if last else None,
        version=None,
    )


def _first(row: Model, *names: str) -> Any:
    return next((getattr(row, name) for name in names if hasattr(row, name)), None)


def _is_of(row: Model) -> tuple[ColumnElement[bool], ...]:
    return OperationRecord.table_name == row.__tablename__, OperationRecord.row_id == str(row.id)
