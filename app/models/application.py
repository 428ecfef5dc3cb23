"""Applications 申请: the header, the status and everything the workflow remembers; certificates hang below."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint, and_
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.sql import ColumnElement

from app.domain.actor import Actor
from app.domain.workflow import Status
from app.models.aggregate import owned_or_declared
from app.models.base import IS_KEPT, Model, OwnedMixin, RecordMixin, UtcDateTime, VersionMixin, rows_where
from app.models.organisation import Organisation
from app.models.user import User

if TYPE_CHECKING:
    from app.models.application_event import ApplicationEvent, ReviewRemark
    from app.models.certificate import Certificate

ENTRY_MODES = ("single", "blank", "similar", "template", "import", "api")
REISSUE_KINDS = ("supplement", "change", "replace", "second_original")


class Application(RecordMixin, VersionMixin, OwnedMixin, Model):
    __tablename__ = "application"
    __table_args__ = (
        CheckConstraint(f"status in {tuple(s.value for s in Status)}", name="status"),
        CheckConstraint(f"entry_mode in {ENTRY_MODES}", name="entry_mode"),
        CheckConstraint(f"reissue_kind is null or reissue_kind in {REISSUE_KINDS}", name="reissue_kind"),
        UniqueConstraint("organisation_id", "client_token", name="uq_application_client_token"),
        Index("ix_application_owner", "organisation_id", "id", **IS_KEPT),
        Index("ix_application_owner_status", "organisation_id", "status", "id", **IS_KEPT),
        Index("ix_application_owner_changed", "organisation_id", "changed_at", "id", **IS_KEPT),
        Index("ix_application_office_status", "declaring_customs", "status", "submitted_at", **IS_KEPT),
        Index("ix_application_status", "status", "id", **IS_KEPT),
        Index("ix_application_number", "inspection_no", "id", **IS_KEPT),
        Index("ix_application_submitted_at", "submitted_at", "id", **IS_KEPT),
        Index("ix_application_declaration_date", "declaration_date", "id", **IS_KEPT),
        Index("ix_application_reviewed_at", "reviewed_at", "id", **IS_KEPT),
        # the operator class lets PostgreSQL use the index for "begins with", whatever the collation
        Index("ix_application_inspection_no", "inspection_no", postgresql_ops={"inspection_no": "varchar_pattern_ops"}),
        Index("ix_application_reissue_of", "reissue_of_id"),
        Index("ix_application_reissued", "created_at", **rows_where("reissue_kind IS NOT NULL")),
        {"extend_existing": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    entry_mode: Mapped[str] = mapped_column(String(16), default="single")
    status: Mapped[str] = mapped_column(String(24), default=Status.DRAFT.value)
    #: made once in the browser; a double click finds the record of the first one
    client_token: Mapped[str | None] = mapped_column(String(40))

    inspection_no: Mapped[str] = mapped_column(String(15), default="")
    declaring_customs: Mapped[str] = mapped_column(String(6), default="")
    declaration_date: Mapped[date | None] = mapped_column(Date)
    consignor_name_zh: Mapped[str] = mapped_column(String(150), default="")
    consignor_name_foreign: Mapped[str] = mapped_column(String(400), default="")
    consignee_name_zh: Mapped[str] = mapped_column(String(150), default="")
    consignee_name_foreign: Mapped[str] = mapped_column(String(400), default="")
    destination_country: Mapped[str] = mapped_column(String(3), default="")
    producer: Mapped[str] = mapped_column(String(150), default="")
    needs_confirmation: Mapped[bool] = mapped_column(Boolean, default=False)
    #: goods lines and containers saved in one document go to all the others
    shares_goods: Mapped[bool] = mapped_column(Boolean, default=False)

    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    submitted_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    accepted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reviewer_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    reviewed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    issued_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    review_opinion: Mapped[str] = mapped_column(Text, default="")
    review_round: Mapped[int] = mapped_column(Integer, default=0)

    reissue_kind: Mapped[str | None] = mapped_column(String(16))
    reissue_of_id: Mapped[int | None] = mapped_column(
        ForeignKey("certificate.id", use_alter=True, name="fk_application_reissue_of_id_certificate")
    )
    reissue_reason: Mapped[str] = mapped_column(Text, default="")
    #: where the printed original of the old document is, and what is to be said about that
    original_place: Mapped[str | None] = mapped_column(String(16))
    original_note: Mapped[str] = mapped_column(String(200), default="")

    organisation: Mapped[Organisation] = relationship()
    reviewer: Mapped[User | None] = relationship(foreign_keys=[reviewer_id])
    submitted_by: Mapped[User | None] = relationship(foreign_keys=[submitted_by_id])
    certificates: Mapped[list[Certificate]] = relationship(
        back_populates="application",
        order_by="Certificate.position",
        foreign_keys="Certificate.application_id",
        primaryjoin="and_(Certificate.application_id == Application.id, Certificate.deleted_at.is_(None))",
    )
    events: Mapped[list[ApplicationEvent]] = relationship(back_populates="application", order_by="ApplicationEvent.id")
    remarks: Mapped[list[ReviewRemark]] = relationship(back_populates="application", order_by="ReviewRemark.id")

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """Own enterprise, or declared to the actor's offices (design §7); deleted ones to nobody."""
        return and_(
            cls.deleted_at.is_(None),
            owned_or_declared(cls.organisation_id, cls.declaring_customs, cls.submitted_at, actor),
        )

    def __repr__(self) -> str:
        return self.inspection_no or f"#{self.id}"
