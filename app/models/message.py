"""Messages to and from customs: rows written in the same transaction as the change that they tell or make."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship
from sqlalchemy.sql import ColumnElement

from app.domain.actor import Actor
from app.domain.json_values import JsonObject
from app.models.aggregate import of_visible_applications
from app.models.application import Application
from app.models.base import Json, Model, UtcDateTime

OUTBOX_STATES = ("waiting", "delivered", "failed")
INBOX_STATES = ("waiting", "applied", "outdated", "failed")
OUTBOX_KINDS = ("application", "reissue", "withdrawal", "confirmation", "printed_counts", "format")
INBOX_KINDS = ("review_result", "dates", "customs_prints")


class MessageMixin:
    """Add what both directions keep of a message; `state` is one of its own direction's.

    subject           application/<id> or format/<code>; from customs also prints/<office>
    subject_version   grows with every message of one sender about one subject
    payload           the whole message as docs/exchange.md describes it; `sha256` is of its canonical bytes
    """

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    message_id: Mapped[str] = mapped_column(String(36), unique=True)
    kind: Mapped[str] = mapped_column(String(32))
    subject: Mapped[str] = mapped_column(String(60))
    subject_version: Mapped[int] = mapped_column(Integer)
    payload: Mapped[JsonObject] = mapped_column(Json)
    sha256: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(12), default="waiting")
    error: Mapped[str] = mapped_column(Text, default="")

    @declared_attr
    def application_id(cls) -> Mapped[int | None]:  # noqa: N805 declared_attr gets the class
        return mapped_column(ForeignKey("application.id"))

    @declared_attr
    def application(cls) -> Mapped[Application | None]:  # noqa: N805
        return relationship(Application)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        return of_visible_applications(cls.application_id, Application, actor)

    def __repr__(self) -> str:
        return self.message_id


class OutboxMessage(MessageMixin, Model):
    """A message to customs; `failed` ones are dead letters, which wait for a person.

    The messages of one subject go out in the order of their ids; `subject_version` is the version of the application,
    or the number of the format's version.
    """

    __tablename__ = "outbox_message"
    __table_args__ = (
        CheckConstraint(f"state in {OUTBOX_STATES}", name="state"),
        UniqueConstraint("subject", "subject_version", name="uq_outbox_message_subject_version"),
        Index("ix_outbox_message_state", "state", "id"),
        Index("ix_outbox_message_application", "application_id", "id"),
    )

    attempts: Mapped[int] = mapped_column(Integer, default=0)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    delivered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    next_try_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    #: a sender works on it until then; who was killed meanwhile leaves it to the next
    claimed_until: Mapped[datetime | None] = mapped_column(UtcDateTime)


class InboxMessage(MessageMixin, Model):
    """An answer of customs; kept before it is acknowledged, applied in the order of its subject's versions.

    about_version   the version of our message that customs answered; when we have told it more since, it is outdated.
                    0 for what is about none, such as the records of what customs printed
    """

    __tablename__ = "inbox_message"
    __table_args__ = (
        CheckConstraint(f"state in {INBOX_STATES}", name="state"),
        UniqueConstraint("subject", "subject_version", name="uq_inbox_message_subject_version"),
        Index("ix_inbox_message_state", "state", "id"),
        Index("ix_inbox_message_application", "application_id", "id"),
    )

    previous_version: Mapped[int | None] = mapped_column(Integer)
    about_version: Mapped[int] = mapped_column(Integer)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    applied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
