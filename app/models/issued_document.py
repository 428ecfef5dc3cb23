"""Issued documents: the frozen file of each copy kind, and the ledger of every print."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, column_property, mapped_column, relationship
from sqlalchemy.sql import ColumnElement, false, func, select

from app.domain.actor import Actor
from app.domain.document.content import Snapshot
from app.models.application import Certificate
from app.models.base import Json, Model, OwnedMixin, UtcDateTime

COPY_KINDS = ("original", "copy")


class IssuedDocument(OwnedMixin, Model):
    """Keep the snapshot: values, format version, file and hash. Nothing renders it again from live data."""

    __tablename__ = "issued_document"
    __table_args__ = (
        UniqueConstraint("certificate_id", "copy_kind", name="uq_issued_document_copy_kind"),
        CheckConstraint(f"copy_kind in {COPY_KINDS}", name="copy_kind"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    certificate_id: Mapped[int] = mapped_column(ForeignKey("certificate.id"))
    copy_kind: Mapped[str] = mapped_column(String(12))
    certificate_no: Mapped[str] = mapped_column(String(20))
    format_version_id: Mapped[int] = mapped_column(ForeignKey("format_version.id"))
    content: Mapped[Snapshot] = mapped_column(Json)
    storage_key: Mapped[str] = mapped_column(String(120))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(Integer)
    pages: Mapped[int] = mapped_column(Integer)
    pdf_engine: Mapped[str] = mapped_column(String(20))
    fonts: Mapped[str | None] = mapped_column(String(60))  # none for what was frozen before fonts were recorded
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    issued_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))

    certificate: Mapped[Certificate] = relationship()

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        return cls.certificate_id.in_(select(Certificate.id).where(Certificate.visible_to(actor)))

    def __repr__(self) -> str:
        return f"{self.certificate_no} {self.copy_kind}"


class PrintRecord(OwnedMixin, Model):
    """Log one print of a frozen document: who, when, which copy, and why again."""

    __tablename__ = "print_record"
    __table_args__ = (Index("ix_print_record_document", "issued_document_id", "id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    issued_document_id: Mapped[int] = mapped_column(ForeignKey("issued_document.id"))
    copy_kind: Mapped[str] = mapped_column(String(12))
    copy_number: Mapped[int] = mapped_column(Integer)
    printed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    printed_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    actor_name: Mapped[str] = mapped_column(String(130))
    reason: Mapped[str] = mapped_column(Text, default="")

    document: Mapped[IssuedDocument] = relationship()

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        if actor.is_overseas:
            return false()  # who printed at home is nobody's business abroad
        return cls.issued_document_id.in_(select(IssuedDocument.id).where(IssuedDocument.visible_to(actor)))


Certificate.print_count = column_property(
    select(func.count(PrintRecord.id))
    .join(IssuedDocument, PrintRecord.issued_document_id == IssuedDocument.id)
    .where(IssuedDocument.certificate_id == Certificate.id)
    .correlate_except(PrintRecord, IssuedDocument)
    .scalar_subquery(),
    deferred=True,
)
