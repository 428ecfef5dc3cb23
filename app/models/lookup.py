"""Look-ups on the overseas portal: who asked for which number, when and from where, and what came of it."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, Integer, String, or_, true
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql import ColumnElement, false

from app.domain.actor import Actor
from app.domain.lookups import OUTCOMES
from app.models.base import Model, UtcDateTime


class Lookup(Model):
    """Log one search; the limits on guessing count these rows.

    organisation_id    whose document was found
    opened_by_org_id   the enterprise that opened the account, if one did
    """

    __tablename__ = "overseas_lookup"
    __table_args__ = (
        CheckConstraint(f"outcome in {OUTCOMES}", name="outcome"),
        Index("ix_overseas_lookup_user", "user_id", "looked_up_at"),
        Index("ix_overseas_lookup_address", "address", "looked_up_at"),
        Index("ix_overseas_lookup_organisation", "organisation_id", "id"),
        Index("ix_overseas_lookup_opener", "opened_by_org_id", "id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"))
    login: Mapped[str] = mapped_column(String(64))
    user_name: Mapped[str] = mapped_column(String(130))
    country: Mapped[str] = mapped_column(String(3), default="")
    document_no: Mapped[str] = mapped_column(String(32), default="")
    inspection_no: Mapped[str] = mapped_column(String(15), default="")
    issue_date: Mapped[date | None] = mapped_column(Date)
    outcome: Mapped[str] = mapped_column(String(8))
    found_count: Mapped[int] = mapped_column(Integer, default=0)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    opened_by_org_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"))
    address: Mapped[str] = mapped_column(String(64), default="")
    looked_up_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """Show an enterprise the look-ups of its documents and those that its own overseas users made."""
        if actor.sees_all:
            return true()
        if actor.is_overseas:
            return cls.user_id == actor.user_id
        own = sorted(actor.organisation_ids)
        return or_(cls.organisation_id.in_(own), cls.opened_by_org_id.in_(own)) if own else false()

    @property
    def number(self) -> str:
        """Return the number that was asked for."""
        return self.document_no or self.inspection_no

    def __repr__(self) -> str:
        return self.number
