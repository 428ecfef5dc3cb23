"""Organisations 组织机构: enterprises, customs offices and the platform itself, in one tree."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Model, RecordMixin, VersionMixin

KINDS = ("platform", "enterprise", "customs")
STATUSES = ("pending", "active", "rejected", "closed")


class Organisation(RecordMixin, VersionMixin, Model):
    __tablename__ = "organisation"
    __table_args__ = (
        CheckConstraint(f"kind in {KINDS}", name="kind"),
        CheckConstraint(f"status in {STATUSES}", name="status"),
        Index("ix_organisation_path", "path"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    path: Mapped[str] = mapped_column(String(255), default="")
    kind: Mapped[str] = mapped_column(String(16))
    status: Mapped[str] = mapped_column(String(16), default="active")
    name: Mapped[str] = mapped_column(String(150))
    short_name: Mapped[str] = mapped_column(String(60), default="")
    name_en: Mapped[str] = mapped_column(String(200), default="")
    credit_code: Mapped[str | None] = mapped_column(String(18), unique=True)
    inspection_registration_no: Mapped[str | None] = mapped_column(String(10), unique=True)
    customs_code: Mapped[str | None] = mapped_column(String(6), unique=True)
    contact_name: Mapped[str] = mapped_column(String(64), default="")
    contact_phone: Mapped[str] = mapped_column(String(70), default="")
    post_code: Mapped[str] = mapped_column(String(12), default="")
    address: Mapped[str] = mapped_column(String(200), default="")
    position: Mapped[int] = mapped_column(Integer, default=0)

    parent: Mapped[Organisation | None] = relationship(remote_side=[id])

    def __repr__(self) -> str:
        return self.name
