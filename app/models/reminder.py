"""Personal messages 提醒: what happened to the documents that somebody made, declared or reviews."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.sql import ColumnElement

from app.domain.actor import Actor
from app.models.application import Application
from app.models.base import Model, UtcDateTime


class Reminder(Model):
    """Tell one user of one step; written by the step itself, in its transaction."""

    __tablename__ = "personal_message"
    __table_args__ = (
        Index("ix_personal_message_user", "user_id", "read_at", "id"),
        Index("ix_personal_message_application", "application_id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"))
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    certificate_id: Mapped[int | None] = mapped_column(ForeignKey("certificate.id"))
    #: an action of the workflow, and the status since
    action: Mapped[str] = mapped_column(String(24))
    status: Mapped[str] = mapped_column(String(24))
    #: what people call the document or the application
    number: Mapped[str] = mapped_column(String(40), default="")
    opinion: Mapped[str] = mapped_column(Text, default="")
    actor_name: Mapped[str] = mapped_column(String(130))
    happened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    application: Mapped[Application] = relationship()

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """Let everybody see his own; services ask for the actor's own even where he sees all."""
        from sqlalchemy import false, true

        if actor.sees_all:
            return true()
        return cls.user_id == actor.user_id if actor.user_id is not None else false()

    def __repr__(self) -> str:
        return f"{self.action} {self.number}"
