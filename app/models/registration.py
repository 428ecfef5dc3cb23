"""Registrations 注册: an enterprise asks to be let in with its first user, or later tells its registration number."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Model, RecordMixin, UtcDateTime, VersionMixin

KINDS = ("enterprise", "number")
STATES = ("pending", "approved", "rejected")


class Registration(RecordMixin, VersionMixin, Model):
    """Keep one request until an administrator has decided, and what he said.

    kind             "enterprise": a new one with its first user; "number": the registration number of one that is here
    reference_hash   what the applicant's secret reference is known by
    password         the hash of the password that the first user has chosen; leaves the row with the decision
    address          where the request came from
    """

    __tablename__ = "registration"
    __table_args__ = (
        CheckConstraint(f"kind in {KINDS}", name="kind"),
        CheckConstraint(f"state in {STATES}", name="state"),
        Index("ix_registration_state", "state", "id"),
        Index("ix_registration_login", "login"),
        Index("ix_registration_organisation", "organisation_id"),
        Index("ix_registration_address", "address", "created_at"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(12), default="pending")
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    name: Mapped[str] = mapped_column(String(150))
    name_en: Mapped[str] = mapped_column(String(200), default="")
    credit_code: Mapped[str] = mapped_column(String(18), default="")
    inspection_registration_no: Mapped[str | None] = mapped_column(String(10))
    contact_name: Mapped[str] = mapped_column(String(64), default="")
    contact_phone: Mapped[str] = mapped_column(String(70), default="")
    post_code: Mapped[str] = mapped_column(String(12), default="")
    street_address: Mapped[str] = mapped_column(String(200), default="")
    login: Mapped[str] = mapped_column(String(64), default="")
    last_name: Mapped[str] = mapped_column(String(64), default="")
    first_name: Mapped[str] = mapped_column(String(64), default="")
    email: Mapped[str] = mapped_column(String(320), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    locale: Mapped[str] = mapped_column(String(16), default="zh_Hans")
    password: Mapped[str | None] = mapped_column(String(256))
    reference_hash: Mapped[str | None] = mapped_column(String(64), unique=True)
    address: Mapped[str] = mapped_column(String(64), default="")
    reason: Mapped[str] = mapped_column(String(500), default="")
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[str] = mapped_column(String(130), default="")

    def __repr__(self) -> str:
        return self.name
