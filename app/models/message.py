"""Messages to customs: rows written in the same transaction as the change that they tell."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql import ColumnElement

from app.models.application import of_visible_applications
from app.models.base import Json, Model, UtcDateTime

STATES = ("waiting", "delivered", "failed")


class OutboxMessage(Model):
    __tablename__ = "outbox_message"
    __table_args__ = (
        CheckConstraint(f"state in {STATES}", name="state"),
        Index("ix_outbox_message_state", "state", "id"),
        {"extend_existing": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    message_id: Mapped[str] = mapped_column(String(36), unique=True)
    kind: Mapped[str] = mapped_column(String(32))
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    application_version: Mapped[int] = mapped_column(Integer)
    payload: Mapped[dict[str, Any]] = mapped_column(Json)
    state: Mapped[str] = mapped_column(String(12), default="waiting")
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    delivered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @classmethod
    def visible_to(cls, actor: Any) -> ColumnElement[bool]:
        return of_visible_applications(cls, actor)
