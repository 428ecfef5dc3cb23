"""FAB's data interface, made fast and tight: rows in the reader's scope, capped counts, no load per row (traps §5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Generic, TypeAlias, TypeVar

from flask_appbuilder.models.sqla.interface import SQLAInterface
from sqlalchemy import Select, UnaryExpression, func, select
from sqlalchemy.sql import ColumnElement
from sqlalchemy.sql.base import ExecutableOption
from sqlalchemy.sql.operators import desc_op

from app.models import scope
from app.models.base import AnyColumn, Model
from app.views.lists.paging import CAP

Row = TypeVar("Row", bound=Model)
Conditions: TypeAlias = Sequence[ColumnElement[bool]]
#: what rows are sorted by
Order: TypeAlias = "Sequence[AnyColumn]"
#: a column of a model, as a list reads, compares and sorts by it
DataColumn: TypeAlias = AnyColumn
#: what an address says of a list
Argument: TypeAlias = str | int | None
STREAMED_ROWS = 500


class FastInterface(SQLAInterface, Generic[Row]):
    """Read one model for lists; `eager` are loader options for what a row shows.

    Counts over subqueries are not reached by the session's scope, so the scope stands in every statement here.
    """

    obj: type[Row]

    def __init__(self, obj: type[Row], *, eager: Sequence[ExecutableOption] = (), conditions: Conditions = ()) -> None:
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

    def counts(self, column: DataColumn, conditions: Conditions = ()) -> dict[str, int]:
        """Count by value, CAP + 1 rows at most: one look at the rows, however many values there are."""
        rows = self.statement(column.label("value"), conditions=conditions).limit(CAP + 1).subquery()
        counted = select(rows.c.value, func.count()).group_by(rows.c.value)
        return dict(self.session.execute(counted).tuples().all())

    def page(self, conditions: Conditions, order: Order, *, offset: int, limit: int) -> list[Row]:
        """Return the rows of one page; on a deep one an index counts past those before it, without reading them."""
        if offset:
            ids = self.statement(self.obj.id, conditions=conditions).order_by(*order).offset(offset).limit(limit)
            return self._in_order(list(self.session.scalars(ids)))
        statement = self.statement(conditions=conditions).options(*self.eager).order_by(*order)
        return list(self.session.scalars(statement.limit(limit)))

    def page_of_few(self, conditions: Conditions, order: Order, *, offset: int, limit: int) -> list[Row]:
        """Return the rows of one page of a query that is known to match few rows.

        They are found first and sorted then (OFFSET 0 keeps PostgreSQL from mixing the two): told to sort, it would
        walk the whole table in that order and hope to meet the few.
        """
        sorted_by = [(f"sort_{n}", one) for n, one in enumerate(order)]
        if not all(isinstance(one, UnaryExpression) for _name, one in sorted_by):
            return self.page(conditions, order, offset=offset, limit=limit)
        found = self.statement(
            self.obj.id.label("found_id"), *(one.element.label(name) for name, one in sorted_by), conditions=conditions
        )
        few = found.offset(0).subquery()
        wanted = select(few.c.found_id).order_by(
            *(few.c[name].desc() if one.modifier is desc_op else few.c[name].asc() for name, one in sorted_by)
        )
        return self._in_order(list(self.session.scalars(wanted.offset(offset).limit(limit))))

    def stream(self, conditions: Conditions, order: Order, *, limit: int) -> Iterator[Row]:
        """Yield many rows, a few hundred in memory at a time."""
        statement = self.statement(conditions=conditions).options(*self.eager).order_by(*order).limit(limit)
        for rows in self.session.scalars(statement.execution_options(yield_per=STREAMED_ROWS)).partitions():
            yield from rows

    def chosen(self, ids: Sequence[int]) -> list[Row]:
        """Return the rows with these ids that are in scope, in the order of the ids."""
        found = {row.id: row for row in self.session.scalars(self.statement(conditions=(self.obj.id.in_(ids),)))}
        return [found[number] for number in ids if number in found]

    def one(self, number: int) -> Row | None:
        """Return one row in scope, or None."""
        found: Row | None = self.session.scalar(
            self.statement(conditions=(self.obj.id == number,)).options(*self.eager)
        )
        return found

    def _in_order(self, ids: Sequence[int]) -> list[Row]:
        """Return the rows with these ids as a list shows them, in the order of the ids."""
        rows = self.statement(conditions=(self.obj.id.in_(ids),)).options(*self.eager)
        by_id = {row.id: row for row in self.session.scalars(rows)} if ids else {}
        return [by_id[number] for number in ids if number in by_id]

    def _scope(self) -> Conditions:
        model: type[Model] = self.obj
        return (scope.visible(model, self.session),) if scope.is_owned(model) else ()
