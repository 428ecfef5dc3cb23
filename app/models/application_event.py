"""Application and review history: every step of the workflow, and the reviewer's remarks at fields."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.sql import ColumnElement

from app.domain.actor import Actor
from app.domain.event_details import EventDetails
from app.models.aggregate import of_visible_applications
from app.models.application import Application
from app.models.base import Json, Model, RecordMixin, UtcDateTime, rows_where

REMARK_STATES = ("open", "returned", "accepted", "resolved")


class ApplicationEvent(Model):
    __tablename__ = "application_event"
    __table_args__ = (
        CheckConstraint("side in ('enterprise', 'customs')", name="side"),
        Index("ix_application_event_application", "application_id", "id"),
        Index("ix_application_event_returned", "happened_at", **rows_where("action = 'return'")),
        {"extend_existing": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    certificate_id: Mapped[int | None] = mapped_column(ForeignKey("certificate.id"))
    action: Mapped[str] = mapped_column(String(24))
    side: Mapped[str] = mapped_column(String(12))
    from_status: Mapped[str | None] = mapped_column(String(24))
    to_status: Mapped[str] = mapped_column(String(24))
    happened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    actor_name: Mapped[str] = mapped_column(String(130))
    actor_organisation: Mapped[str] = mapped_column(String(150), default="")
    opinion: Mapped[str] = mapped_column(Text, default="")
    #: [{"certificate": number, "path": …, "old": …, "new": …}] and what else the step wants remembered
    details: Mapped[EventDetails] = mapped_column(Json, default=dict)

    application: Mapped[Application] = relationship(back_populates="events")

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        return of_visible_applications(cls.application_id, Application, actor)


class ReviewRemark(RecordMixin, Model):
    __tablename__ = "review_remark"
    __table_args__ = (
        CheckConstraint(f"state in {REMARK_STATES}", name="state"),
        Index("ix_review_remark_application", "application_id", "id"),
        {"extend_existing": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id"))
    review_round: Mapped[int] = mapped_column(Integer, default=0)
    path: Mapped[str] = mapped_column(String(120))
    opinion: Mapped[str] = mapped_column(Text)
    suggested_value: Mapped[str | None] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(12), default="open")
    reviewer_name: Mapped[str] = mapped_column(String(130), default="")

    application: Mapped[Application] = relationship(back_populates="remarks")

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        return of_visible_applications(cls.application_id, Application, actor)
