"""Sync 同步 of formats with customs: how each format stands, and the log of runs."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.json_values import JsonObject
from app.models.base import Json, Model, UtcDateTime
from app.models.format import CertificateFormat

STATES = ("in_step", "waiting", "failed")


class FormatSync(Model):
    """How a format stands at customs: in step, waiting to arrive, or failed and why."""

    __tablename__ = "format_sync"
    __table_args__ = (CheckConstraint(f"state in {STATES}", name="state"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    format_id: Mapped[int] = mapped_column(ForeignKey("certificate_format.id"), unique=True)
    state: Mapped[str] = mapped_column(String(12))
    #: the newest version that we want customs to have, and what customs says that it has
    wanted_number: Mapped[int] = mapped_column(Integer)
    customs_number: Mapped[int | None] = mapped_column(Integer)
    customs_sha256: Mapped[str] = mapped_column(String(64), default="")
    error: Mapped[str] = mapped_column(Text, default="")
    next_try_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    checked_at: Mapped[datetime] = mapped_column(UtcDateTime)

    format: Mapped[CertificateFormat] = relationship()


class SyncRun(Model):
    """One run of the sync; `results` says of each format what came of it."""

    __tablename__ = "sync_run"
    __table_args__ = (
        CheckConstraint("started_by in ('button', 'job')", name="started_by"),
        Index("ix_sync_run_started_at", "started_at"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    started_by: Mapped[str] = mapped_column(String(8))
    actor_name: Mapped[str] = mapped_column(String(130))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    #: [{"code": …, "state": …, "number": …, "customs_number": …, "error": …}]
    results: Mapped[list[JsonObject]] = mapped_column(Json, default=list)

    def count(self, state: str) -> int:
        """Count the formats that stand in this state after the run."""
        return sum(result.get("state") == state for result in self.results)
