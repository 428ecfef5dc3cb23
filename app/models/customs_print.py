"""Documents that the customs' own system printed: its records, for the statistics of cloud issuance (manual 5.9.3)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Date, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Model, RecordMixin


class CustomsPrint(RecordMixin, Model):
    """Hold office, document number and receipt date; nothing says that the document is one of ours."""

    __tablename__ = "customs_print"
    __table_args__ = (
        UniqueConstraint("document_no", name="uq_customs_print_document_no"),
        Index("ix_customs_print_office", "customs_code", "receipt_date", "id"),
        Index("ix_customs_print_receipt_date", "receipt_date", "id"),
        Index("ix_customs_print_number", "document_no", postgresql_ops={"document_no": "varchar_pattern_ops"}),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    customs_code: Mapped[str] = mapped_column(String(6))
    document_no: Mapped[str] = mapped_column(String(40))
    receipt_date: Mapped[date] = mapped_column(Date)

    def __repr__(self) -> str:
        return self.document_no
