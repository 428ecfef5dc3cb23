"""A database in memory for one question: which rows a person sees."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, insert, select
from sqlalchemy.pool import StaticPool

import app.models  # noqa: F401 every table is known before one of them is made
from app.domain.actor import Actor
from app.domain.permissions import OVERSEAS
from app.models.base import Model, utc_now

if TYPE_CHECKING:
    from sqlalchemy import Column

HAIAN, BEIFANG = 1, 2
#: a clerk of each enterprise, a reviewer at Dalian, an official abroad, an administrator, and nobody at all
CLERK = Actor(login="clerk", name="陈雨", user_id=11, organisation_id=HAIAN, organisation_ids=frozenset({HAIAN}))
OTHER = Actor(login="other", name="林涛", user_id=12, organisation_id=BEIFANG, organisation_ids=frozenset({BEIFANG}))
REVIEWER = Actor(login="customs", name="王敏", user_id=13, customs_codes=frozenset({"0901"}))
ABROAD = Actor(login="seoul", name="Kim", user_id=14, roles=frozenset({OVERSEAS}), country="KOR")
ADMIN = Actor(login="admin", name="管理员", user_id=15, sees_all=True)
NOBODY = Actor(login="", name="")


class Sight:
    """Hold rows of a few tables; what a test does not say of a row is empty."""

    def __init__(self) -> None:
        self._engine = create_engine("sqlite://", poolclass=StaticPool)
        self._made = 0
        raw = self._engine.raw_connection()  # the switch does nothing within a transaction
        raw.cursor().execute("PRAGMA foreign_keys=OFF")  # a row stands for itself here
        raw.close()

    def put(self, model: type[Any], **values: Any) -> int:
        """Add a row and return its id."""
        self._made += 1
        Model.metadata.create_all(self._engine, tables=[model.__table__])
        row = {"id": self._made, **values}
        for column in model.__table__.columns:
            if column.name not in row and not column.nullable and column.default is None:
                row[column.name] = self._empty(column)
        with self._engine.begin() as connection:
            connection.execute(insert(model.__table__).values(row))
        return self._made

    def _empty(self, column: Column[Any]) -> Any:
        kinds = {str: str(self._made), int: 0, bool: False, datetime: utc_now(), date: utc_now().date(), object: {}}
        return kinds[getattr(column.type, "impl_instance", column.type).python_type]

    def seen(self, model: type[Any], actor: Actor) -> list[int]:
        """Return the ids of the rows that an actor sees, in their order."""
        with self._engine.connect() as connection:
            found = select(model.__table__.c.id).where(model.visible_to(actor)).order_by(model.__table__.c.id)
            return list(connection.scalars(found))
