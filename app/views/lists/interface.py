"""FAB's data interface, made fast and tight: rows in the reader's scope, capped counts, no load per row (traps §5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from flask_appbuilder.models.sqla.interface import SQLAInterface
from sqlalchemy import Select, func, literal, select, union_all
from sqlalchemy.sql import ColumnElement

from app.models import scope
from app.views.lists.paging import CAP

Conditions = Sequence[ColumnElement[bool]]
STREAMED_ROWS = 500


class FastInterface(SQLAInterface):
    """Read one model for lists; `eager` are loader options for what a row shows.

    Counts over subqueries are not reached by the session's scope, so the scope stands in every statement here.
    """

    def __init__(self, obj: Any, *, eager: Sequence[Any] = (), conditions: Conditions = ()) -> None:
        super().__init__(obj)
        self.eager = tuple(eager)
        self.conditions = tuple(conditions)

    def statement(self, *entities: Any, conditions: Conditions = ()) -> Select[Any]:
        """Return the SELECT of the rows in scope that meet the conditions."""
        return select(*(entities or (self.obj,))).where(*self._scope(), *self.conditions, *conditions)

    def count(self, conditions: Conditions = ()) -> int:
        """Count up to CAP + 1."""
        rows = self.statement(self.obj.id, conditions=conditions).limit(CAP + 1).subquery()
        return int(self.session.scalar(select(func.count()).select_from(rows)) or 0)

    def counts(self, column: Any, values: Sequence[str], conditions: Conditions = ()) -> dict[str, int]:
        """Count each value up to CAP + 1, all in one statement."""
        parts = []
        for value in values:
            rows = self.statement(self.obj.id, conditions=(*conditions, column == value)).limit(CAP + 1).subquery()
            parts.append(select(literal(value), func.count()).select_from(rows))
        return dict(self.session.execute(union_all(*parts)).tuples().all()) if parts else {}

    def page(self, conditions: Conditions, order: Sequence[Any], *, offset: int, limit: int) -> list[Any]:
        """Return the rows of one page."""
        statement = self.statement(conditions=conditions).options(*self.eager).order_by(*order)
        return list(self.session.scalars(statement.offset(offset).limit(limit)))

    def stream(self, conditions: Conditions, order: Sequence[Any], *, limit: int) -> Iterator[Any]:
        """Yield many rows, a few hundred in memory at a time."""
        statement = self.statement(conditions=conditions).options(*self.eager).order_by(*order).limit(limit)
        for rows in self.session.scalars(statement.execution_options(yield_per=STREAMED_ROWS)).partitions():
            yield from rows

    def chosen(self, ids: Sequence[int]) -> list[Any]:
        """Return the rows with these ids that are in scope, in the order of the ids."""
        found = {row.id: row for row in self.session.scalars(self.statement(conditions=(self.obj.id.in_(ids),)))}
        return [found[number] for number in ids if number in found]

    def one(self, number: int) -> Any | None:
        """Return one row in scope, or None."""
        return self.session.scalar(self.statement(conditions=(self.obj.id == number,)).options(*self.eager))

    def _scope(self) -> Conditions:
        return (scope.visible(self.obj, self.session),) if self.obj in scope.OWNED else ()
