"""Running totals: counts kept by triggers in the transaction of each change; rows only get added, a job folds them."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from sqlalchemy import Boolean, Date, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Model

#: what a day counts: documents customs printed itself and cloud documents by receipt date, approvals by their day
PRINTED, CLOUD, APPROVED = MEASURES = ("printed", "cloud", "approved")
#: the steps that are counted
COUNTED_STEPS = ("submit", "issue", "return")


class TotalMixin:
    """Add what every total has: the sum of `amount` over all rows of a KEY is the count.

    Nothing updates a row, so that two transactions never wait for each other.
    """

    KEY: ClassVar[tuple[str, ...]]

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    amount: Mapped[int] = mapped_column(Integer)


class DocumentTotalMixin(TotalMixin):
    """Add what documents are counted by; entry_mode is empty for what customs printed itself."""

    measure: Mapped[str] = mapped_column(String(12))
    customs_code: Mapped[str] = mapped_column(String(6))
    entry_mode: Mapped[str] = mapped_column(String(16))


class DailyTotal(DocumentTotalMixin, Model):
    """Count documents of a day."""

    __tablename__ = "daily_total"
    __table_args__ = (Index("ix_daily_total_key", "measure", "day", "customs_code", "entry_mode", "amount"),)
    KEY = ("measure", "day", "customs_code", "entry_mode")

    day: Mapped[date] = mapped_column(Date)


class MonthlyTotal(DocumentTotalMixin, Model):
    """Count documents of a month, which begins on `month`: triggers add what comes to its days and leaves them."""

    __tablename__ = "monthly_total"
    __table_args__ = (Index("ix_monthly_total_key", "measure", "month", "customs_code", "entry_mode", "amount"),)
    KEY = ("measure", "month", "customs_code", "entry_mode")

    month: Mapped[date] = mapped_column(Date)


class StepTotal(TotalMixin, Model):
    """Count the steps of a day by enterprise and office: declared, returned, issued.

    An application that goes to another office takes its steps along.
    """

    __tablename__ = "step_total"
    __table_args__ = (
        Index("ix_step_total_owner", "organisation_id", "day", "action", "amount"),
        Index("ix_step_total_office", "customs_code", "day", "action", "amount"),
        Index("ix_step_total_day", "day", "action", "amount"),
    )
    KEY = ("day", "action", "organisation_id", "customs_code")

    day: Mapped[date] = mapped_column(Date)
    action: Mapped[str] = mapped_column(String(24))
    organisation_id: Mapped[int] = mapped_column(Integer)
    customs_code: Mapped[str] = mapped_column(String(6))


class StandingTotal(TotalMixin, Model):
    """Count the documents of a list by status."""

    __tablename__ = "standing_total"
    __table_args__ = (
        Index("ix_standing_total_owner", "organisation_id", "type_code", "status", "amount"),
        Index("ix_standing_total_office", "type_code", "customs_code", "is_declared", "status", "amount"),
    )
    KEY = ("organisation_id", "type_code", "customs_code", "is_declared", "status")

    organisation_id: Mapped[int] = mapped_column(Integer)
    type_code: Mapped[str] = mapped_column(String(2))
    customs_code: Mapped[str] = mapped_column(String(6))
    is_declared: Mapped[bool] = mapped_column(Boolean)
    status: Mapped[str] = mapped_column(String(24))
