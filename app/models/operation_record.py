"""Operation history 操作历史: every change of every row, chained by hashes; filled by `models/audit.py` alone."""

from __future__ import annotations

from datetime import datetime
from typing import TypeAlias

from sqlalchemy import BigInteger, Index, Integer, String, Text, false, true
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql import ColumnElement

from app.domain.actor import Actor
from app.domain.json_values import JsonValue
from app.models.base import Json, Model, UtcDateTime, rows_where

#: column, or column.key of a JSON column → what stood there before and after
Changes: TypeAlias = dict[str, list[JsonValue]]


class OperationRecord(Model):
    """Log one row's change: field by field, old and new value, who, when, from where."""

    __tablename__ = "operation_record"
    __table_args__ = (
        Index("ix_operation_record_row", "table_name", "row_id", "id"),
        Index("ix_operation_record_user", "user_id", "id"),
        Index("ix_operation_record_happened", "happened_at", "id"),
        Index("ix_operation_record_actor", "actor_name", "id"),
        Index("ix_operation_record_number", "row_id", "id"),
        Index("ix_operation_record_deleted", "id", **rows_where("operation = 'delete'")),
    )

    #: the place in the chain, without gaps; given under the lock of the chain's head
    id: Mapped[int] = mapped_column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=False)
    table_name: Mapped[str] = mapped_column(String(60))
    row_id: Mapped[str] = mapped_column(String(64))
    operation: Mapped[str] = mapped_column(String(8))
    changes: Mapped[Changes] = mapped_column(Json)
    user_id: Mapped[int | None] = mapped_column(Integer)
    actor_name: Mapped[str] = mapped_column(String(130), default="")
    organisation_id: Mapped[int | None] = mapped_column(Integer)
    address: Mapped[str] = mapped_column(String(64), default="")
    request_id: Mapped[str] = mapped_column(String(40), default="")
    happened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    previous_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """Return what people of the actor's own organisation did; all of it to administrators."""
        if actor.sees_all:
            return true()
        if actor.is_overseas or not actor.organisation_id:
            return false()  # an official abroad is no colleague, whichever enterprise opened his account
        return cls.organisation_id == actor.organisation_id


class HistoryHead(Model):
    """Hold the end of the chain: one row, locked while records are appended."""

    __tablename__ = "history_head"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    count: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str] = mapped_column(Text)
