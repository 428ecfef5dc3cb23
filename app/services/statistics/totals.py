"""Running totals: read in few rows, folded by a job, and compared with a full count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import Select, Table, case, delete, func, insert, literal, select

from app.extensions import db
from app.models import (
    Application,
    ApplicationEvent,
    Certificate,
    CustomsPrint,
    DailyTotal,
    MonthlyTotal,
    StandingTotal,
    StepTotal,
)
from app.models.total import APPROVED, CLOUD, COUNTED_STEPS, PRINTED
from app.services.base import china
from app.services.base.transaction import transaction

Total: TypeAlias = DailyTotal | MonthlyTotal | StandingTotal | StepTotal
#: what a total counts: days, offices, types, states
Key: TypeAlias = tuple[Any, ...]
#: the months after the days, from which triggers sum them
TOTALS: tuple[type[Total], ...] = (DailyTotal, MonthlyTotal, StandingTotal, StepTotal)


@dataclass(frozen=True)
class Difference:
    """Hold a key whose total is not what a full count gives."""

    table: str
    key: Key
    kept: int
    counted: int

    def __str__(self) -> str:
        return f"{self.table} {', '.join(map(str, self.key))}: kept {self.kept}, counted {self.counted}"


def verify() -> list[Difference]:
    """Count everything anew and return what the totals say otherwise; changes nothing."""
    return [one for model in TOTALS for one in _differences(model)]


def rebuild(*, now: datetime) -> list[Difference]:
    """Write a correction for each difference and return them."""
    del now
    found: list[Difference] = []
    with transaction():
        for model in TOTALS:
            wrong = _differences(model)  # asked for now: correcting the days has corrected their months
            rows = [{**dict(zip(model.KEY, one.key, strict=True)), "amount": one.counted - one.kept} for one in wrong]
            if rows:
                db.session.connection().execute(insert(model.__table__), rows)
            found += wrong
    return found


def fold(now: datetime) -> int:
    """Replace the many rows of a key by one with their sum, and return how many rows are gone; changes no total."""
    del now
    return sum(_fold(model.__table__, model.KEY) for model in TOTALS)


def _fold(table: Table, key: Sequence[str]) -> int:
    columns = [table.c[name] for name in key]
    with transaction():
        connection = db.session.connection()
        last = connection.scalar(select(func.max(table.c.id)))
        if last is None:
            return 0
        names = [*key, "amount"]
        if connection.dialect.name == "postgresql":
            # what is summed is what was deleted here: two folds at once count nothing twice
            gone = delete(table).where(table.c.id <= last).returning(*columns, table.c.amount).cte("gone")
            sums = select(*(gone.c[name] for name in key), func.sum(gone.c.amount).label("amount"))
            sums = sums.group_by(*(gone.c[name] for name in key)).having(func.sum(gone.c.amount) != 0)
            before = connection.scalar(select(func.count()).select_from(table)) or 0
            made = connection.execute(insert(table).from_select(names, sums)).rowcount
            return max(0, before - made)
        sums = select(*columns, func.sum(table.c.amount)).where(table.c.id <= last)
        sums = sums.group_by(*columns).having(func.sum(table.c.amount) != 0)
        made = connection.execute(insert(table).from_select(names, sums)).rowcount
        return connection.execute(delete(table).where(table.c.id <= last)).rowcount - made


def _differences(model: type[Total]) -> list[Difference]:
    kept, counted = _kept(model), COUNTS[model]()
    return [
        Difference(model.__tablename__, key, kept.get(key, 0), counted.get(key, 0))
        for key in sorted(kept.keys() | counted.keys(), key=str)
        if kept.get(key, 0) != counted.get(key, 0)
    ]


def _kept(model: type[Total]) -> Mapping[Key, int]:
    columns = [model.__table__.c[name] for name in model.KEY]
    return _by_key(select(*columns, func.sum(model.__table__.c.amount)).group_by(*columns))


def _daily() -> Mapping[Key, int]:
    certificate, printed = Certificate.__table__.c, CustomsPrint.__table__.c
    approved = china.day(certificate.approved_at)
    office, mode = certificate.declaring_customs, certificate.entry_mode
    alive = certificate.deleted_at.is_(None)
    return {
        **_by_key(
            select(literal(CLOUD), certificate.receipt_date, office, mode, func.count())
            .where(alive, certificate.issued_at.is_not(None), certificate.receipt_date.is_not(None))
            .group_by(certificate.receipt_date, office, mode)
        ),
        **{
            (measure, china.as_day(day), *others): count
            for (measure, day, *others), count in _by_key(
                select(literal(APPROVED), approved, office, mode, func.count())
                .where(alive, certificate.approved_at.is_not(None))
                .group_by(approved, office, mode)
            ).items()
        },
        **_by_key(
            select(literal(PRINTED), printed.receipt_date, printed.customs_code, literal(""), func.count()).group_by(
                printed.receipt_date, printed.customs_code
            )
        ),
    }


def _monthly() -> Mapping[Key, int]:
    months: dict[Key, int] = {}
    for (measure, day, *others), count in _daily().items():
        key = (measure, day.replace(day=1), *others)
        months[key] = months.get(key, 0) + count
    return months


def _standing() -> Mapping[Key, int]:
    c = Certificate.__table__.c
    is_declared = case((c.submitted_at.is_not(None), literal(True)), else_=literal(False))
    key = (c.organisation_id, c.type_code, c.declaring_customs, is_declared, c.status)
    return _by_key(select(*key, func.count()).where(c.deleted_at.is_(None)).group_by(*key))


def _steps() -> Mapping[Key, int]:
    event, application = ApplicationEvent.__table__.c, Application.__table__.c
    day = china.day(event.happened_at)
    key = (day, event.action, application.organisation_id, application.declaring_customs)
    counted = (
        select(*key, func.count())
        .where(event.application_id == application.id, event.action.in_(COUNTED_STEPS))
        .group_by(*key)
    )
    return {(china.as_day(first), *others): count for (first, *others), count in _by_key(counted).items()}


def _by_key(statement: Select[*Key]) -> dict[Key, int]:
    rows = db.session.connection().execute(statement).tuples()
    return {tuple(key): int(count) for *key, count in rows if count}


COUNTS = {DailyTotal: _daily, MonthlyTotal: _monthly, StandingTotal: _standing, StepTotal: _steps}
