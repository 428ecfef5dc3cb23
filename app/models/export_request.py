"""Exports in the background 我的导出: who wants which list as a file, how far it is, and where the file lies."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql import ColumnElement

from app.domain.actor import Actor
from app.domain.json_values import JsonObject
from app.models.base import Json, Model, UtcDateTime

STATES = ("waiting", "running", "done", "failed", "cancelled")
KINDS = ("xlsx", "pdf", "csv")


class ExportRequest(Model):
    """Remember one export; whoever holds the claim writes it, and a claim that nobody renews is up for taking.

    source     which list: "list:NoticesView" or "query:12"
    arguments  the list's arguments as its address has them, filters, order and columns
    """

    __tablename__ = "export_job"
    __table_args__ = (
        CheckConstraint(f"state in {STATES}", name="state"),
        CheckConstraint(f"kind in {KINDS}", name="kind"),
        Index("ix_export_job_user", "user_id", "id"),
        Index("ix_export_job_state", "state", "id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"))
    source: Mapped[str] = mapped_column(String(100))
    arguments: Mapped[JsonObject] = mapped_column(Json, default=dict)
    columns: Mapped[list[str]] = mapped_column(Json, default=list)
    language: Mapped[str] = mapped_column(String(16))
    title: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(4))
    state: Mapped[str] = mapped_column(String(12), default="waiting")
    rows_total: Mapped[int | None] = mapped_column(Integer)
    rows_written: Mapped[int] = mapped_column(Integer, default=0)
    attempts: Mapped[int] = mapped_column(Integer, default=0)
    claim: Mapped[str | None] = mapped_column(String(40))
    claimed_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    storage_key: Mapped[str | None] = mapped_column(String(120))
    size: Mapped[int | None] = mapped_column(Integer)
    problem: Mapped[str] = mapped_column(String(60), default="")
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """Let everybody see his own, administrators too, and the system all of them."""
        from sqlalchemy import false, true

        if actor.user_id is None:
            return true() if actor.sees_all else false()
        return cls.user_id == actor.user_id

    @property
    def share(self) -> int:
        """Return how many of a hundred rows are written."""
        if self.state == "done":
            return 100
        return min(99, 100 * self.rows_written // self.rows_total) if self.rows_total else 0

    def __repr__(self) -> str:
        return self.title
