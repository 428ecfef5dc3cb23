"""Certificates 证单: one document of an application, written with one version of one format."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    UniqueConstraint,
    and_,
)  # fmt: skip
from sqlalchemy.orm import Mapped, defer, foreign, mapped_column, relationship
from sqlalchemy.sql import ColumnElement

from app.domain.actor import Actor
from app.domain.document.content import Content
from app.domain.workflow import CLOSED, Status, Validity
from app.models.aggregate import owned_or_declared
from app.models.application import Application
from app.models.base import IS_KEPT, Json, Model, OwnedMixin, RecordMixin, UtcDateTime, VersionMixin, rows_where
from app.models.format import FormatVersion
from app.models.user import User

#: Columns of the header that lists search; copied from the application by `models/mirror.py` at every flush.
MIRRORED = (
    "organisation_id", "status", "inspection_no", "declaring_customs", "destination_country",
    "consignee_name_foreign", "consignee_name_zh", "submitted_at", "producer", "declaration_date",
    "entry_mode", "reviewer_id", "reviewed_at", "approved_at",
)  # fmt: skip


#: an index of the rows that still ask something of somebody
IS_OPEN = rows_where(
    f"deleted_at IS NULL AND status IN ({', '.join(repr(s.value) for s in Status if s not in CLOSED)})"
)

IS_ISSUED = rows_where("deleted_at IS NULL AND issued_at IS NOT NULL")
HAS_OTHER_SUB_NO = rows_where("deleted_at IS NULL AND sub_certificate_no <> '001'")
OF_OFFICE = ("declaring_customs", "type_code")

#: No country has this code: an account without enterprise and country sees nothing.
NOWHERE = "-"


class Certificate(RecordMixin, VersionMixin, OwnedMixin, Model):
    __tablename__ = "certificate"
    __table_args__ = (
        CheckConstraint(f"status in {tuple(s.value for s in Status)}", name="status"),
        CheckConstraint(f"validity is null or validity in {tuple(v.value for v in Validity)}", name="validity"),
        CheckConstraint("(validity is null) = (issued_at is null)", name="issued_has_validity"),
        CheckConstraint("issued_at is null or certificate_no is not null", name="issued_has_number"),
        UniqueConstraint("certificate_no", name="uq_certificate_certificate_no"),
        UniqueConstraint("organisation_id", "number_claim", name="uq_certificate_number_claim"),
        Index("ix_certificate_list", "organisation_id", "type_code", "id", **IS_KEPT),
        Index("ix_certificate_list_status", "organisation_id", "type_code", "status", "id", **IS_KEPT),
        Index("ix_certificate_list_created", "organisation_id", "type_code", "created_at", "id"),
        Index("ix_certificate_type", "type_code", "id", **IS_KEPT),
        Index("ix_certificate_type_status", "type_code", "status", "id", **IS_KEPT),
        Index("ix_certificate_type_created", "type_code", "created_at", "id"),
        Index("ix_certificate_application", "application_id", "position"),
        Index("ix_certificate_office_status", "declaring_customs", "status", "submitted_at"),
        # the operator class lets PostgreSQL use the index for "starts with", whatever the collation
        Index("ix_certificate_inspection_no", "inspection_no", postgresql_ops={"inspection_no": "varchar_pattern_ops"}),
        Index("ix_certificate_list_number", "organisation_id", "type_code", "inspection_no", "id"),
        Index("ix_certificate_type_number", "type_code", "inspection_no", "id"),
        Index("ix_certificate_issued", "declaring_customs", "receipt_date", "id"),
        Index("ix_certificate_approved", "declaring_customs", "approved_at", "id"),
        # over rows not deleted, an index alone answers how many a list shows and which stand on a deep page
        Index("ix_certificate_kept", "id", **IS_KEPT),
        Index("ix_certificate_status", "status", "id", **IS_KEPT),
        Index("ix_certificate_office", "declaring_customs", "status", "id", "submitted_at", **IS_KEPT),
        Index("ix_certificate_entry_mode", "entry_mode", "id", **IS_KEPT),
        Index("ix_certificate_producer", "producer", "id", **IS_KEPT),
        Index("ix_certificate_reviewer", "reviewer_id", "id", **IS_KEPT),
        Index("ix_certificate_author", "created_by_id", "id", **IS_KEPT),
        Index("ix_certificate_open_owner", "organisation_id", "status", "changed_at", "id", **IS_OPEN),
        Index("ix_certificate_open_office", "declaring_customs", "status", "changed_at", "id", **IS_OPEN),
        Index("ix_certificate_country", "destination_country", "id", **IS_KEPT),
        Index("ix_certificate_making_date", "making_date", "id", **IS_ISSUED),
        Index("ix_certificate_receipt_date", "receipt_date", "id", **IS_ISSUED),
        Index("ix_certificate_number", "certificate_no", "id", **IS_ISSUED),
        # what reviewers see of a type: the index alone answers, up to the deepest page
        Index("ix_certificate_office_list", *OF_OFFICE, "id", "status", "submitted_at", **IS_KEPT),
        Index("ix_certificate_office_number", *OF_OFFICE, "inspection_no", "id", "submitted_at", **IS_KEPT),
        Index("ix_certificate_office_created", *OF_OFFICE, "created_at", "id", "submitted_at", **IS_KEPT),
        # nearly all are 001
        Index("ix_certificate_sub_no", "sub_certificate_no", "id", **HAS_OTHER_SUB_NO),
        Index("ix_certificate_submitted_at", "submitted_at", "id", **IS_KEPT),
        Index("ix_certificate_reviewed_at", "reviewed_at", "id", **IS_KEPT),
        Index("ix_certificate_approved_at", "approved_at", "id", **IS_KEPT),
        {"extend_existing": True},
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    application_id: Mapped[int] = mapped_column(ForeignKey("application.id"))
    position: Mapped[int] = mapped_column(Integer, default=1)
    type_code: Mapped[str] = mapped_column(String(2))
    format_code: Mapped[str] = mapped_column(String(20))
    format_version_id: Mapped[int] = mapped_column(ForeignKey("format_version.id"))

    values: Mapped[dict[str, str]] = mapped_column(Json, default=dict)
    rows: Mapped[dict[str, list[dict[str, str]]]] = mapped_column(Json, default=dict)
    statements: Mapped[list[str]] = mapped_column(Json, default=list)
    has_hidden_blocks: Mapped[bool] = mapped_column(Boolean, default=False)
    #: path → "imported" | "typed" | "customs" | "suggested": where a value came from
    sources: Mapped[dict[str, str]] = mapped_column(Json, default=dict)
    goods_name: Mapped[str] = mapped_column(String(200), default="")

    originals: Mapped[int] = mapped_column(Integer, default=1)
    copies: Mapped[int] = mapped_column(Integer, default=2)
    sub_certificate_no: Mapped[str] = mapped_column(String(3), default="")
    #: inspection number and sub-number while they are taken; empty for withdrawn and deleted ones
    number_claim: Mapped[str | None] = mapped_column(String(24))
    certificate_no: Mapped[str | None] = mapped_column(String(20))
    validity: Mapped[str | None] = mapped_column(String(16))
    issued_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    receipt_date: Mapped[date | None] = mapped_column(Date)
    making_date: Mapped[date | None] = mapped_column(Date)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    status: Mapped[str] = mapped_column(String(24), default=Status.DRAFT.value)
    inspection_no: Mapped[str] = mapped_column(String(15), default="")
    declaring_customs: Mapped[str] = mapped_column(String(6), default="")
    destination_country: Mapped[str] = mapped_column(String(3), default="")
    consignee_name_foreign: Mapped[str] = mapped_column(String(400), default="")
    consignee_name_zh: Mapped[str] = mapped_column(String(150), default="")
    producer: Mapped[str] = mapped_column(String(150), default="")
    declaration_date: Mapped[date | None] = mapped_column(Date)
    submitted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    entry_mode: Mapped[str] = mapped_column(String(16), default="single")
    reviewer_id: Mapped[int | None] = mapped_column(Integer)
    reviewed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    approved_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    application: Mapped[Application] = relationship(back_populates="certificates", foreign_keys=[application_id])
    format_version: Mapped[FormatVersion] = relationship()
    if TYPE_CHECKING:
        #: how often its files were printed; read on demand (models/issued_document.py)
        print_count: Mapped[int]
    reviewer: Mapped[User | None] = relationship(
        primaryjoin=lambda: foreign(Certificate.reviewer_id) == User.id, viewonly=True
    )

    @property
    def content(self) -> Content:
        """Return the contents as the rules and the printed sheet want them."""
        return Content(
            values=self.values,
            rows=self.rows,
            statements=frozenset(self.statements),
            hidden=self.has_hidden_blocks,
        )

    @property
    def number(self) -> str:
        """Return what people call the document by: its number, else inspection number and sub-number."""
        return self.certificate_no or f"{self.inspection_no or '—'} · {self.sub_certificate_no or '—'}"

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        reach = (
            issued_abroad(cls, actor)
            if actor.is_overseas
            else owned_or_declared(cls.organisation_id, cls.declaring_customs, cls.submitted_at, actor)
        )
        return and_(cls.deleted_at.is_(None), reach)

    def __repr__(self) -> str:
        return self.number


#: loader options: what no row of a list shows, so that a page of rows stays small
HEAVY = tuple(
    defer(column) for column in (Certificate.values, Certificate.rows, Certificate.sources, Certificate.statements)
)


def issued_abroad(model: type[Certificate], actor: Actor) -> ColumnElement[bool]:
    """Return the issued rows that an official abroad sees (design §7).

    An account opened by an enterprise sees that enterprise's, of one destination only when it has a country; one
    opened by the administrator sees those of all enterprises that go to its country, and has one.
    """
    reach: list[ColumnElement[bool]] = [model.issued_at.is_not(None)]
    if actor.organisation_id is not None:
        reach.append(model.organisation_id == actor.organisation_id)
    if actor.country or actor.organisation_id is None:
        reach.append(model.destination_country == (actor.country or NOWHERE))
    return and_(*reach)
