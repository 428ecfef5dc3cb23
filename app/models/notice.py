"""Notices 通知: what administrators tell everybody, some roles or some organisations, between two dates."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Json, Model, RecordMixin, UtcDateTime, VersionMixin, utc_now


class Notice(RecordMixin, VersionMixin, Model):
    __tablename__ = "notice"
    __table_args__ = (Index("ix_notice_in_force", "valid_from", "valid_to"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text, default="")
    #: names of roles; empty means everybody
    roles: Mapped[list[str]] = mapped_column(Json, default=list)
    #: organisations whose people, those below included, it is for; empty means everybody
    organisation_ids: Mapped[list[int]] = mapped_column(Json, default=list, server_default="[]")
    valid_from: Mapped[date] = mapped_column(Date)
    valid_to: Mapped[date | None] = mapped_column(Date)

    def __repr__(self) -> str:
        return self.title


class NoticeReading(Model):
    """Remember that a user has read a notice."""

    __tablename__ = "notice_reading"
    __table_args__ = (UniqueConstraint("notice_id", "user_id", name="uq_notice_reading_user"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id", ondelete="CASCADE"))
    user_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"))
    read_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
