"""Inspection declarations 报检单: a read-only copy of what the enterprise declared, with goods lines and containers."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import InstrumentedAttribute, Mapped, mapped_column, relationship
from sqlalchemy.sql import ColumnElement

from app.domain.actor import Actor
from app.domain.json_values import JsonObject
from app.models.base import Json, Model, OwnedMixin, RecordMixin, UtcDateTime, VersionMixin
from app.models.organisation import Organisation


class Declaration(RecordMixin, VersionMixin, OwnedMixin, Model):
    """Hold the searched columns; header, goods_lines and containers carry every key of catalogue/declaration.yaml."""

    __tablename__ = "declaration"
    __table_args__ = (
        UniqueConstraint("inspection_no", name="uq_declaration_inspection_no"),
        Index("ix_declaration_owner", "organisation_id", "id"),
        Index("ix_declaration_office", "declaring_customs", "id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    inspection_no: Mapped[str] = mapped_column(String(15))
    declaring_customs: Mapped[str] = mapped_column(String(6))
    declaration_date: Mapped[date | None] = mapped_column(Date)
    destination_country: Mapped[str] = mapped_column(String(3), default="")
    consignor_name_zh: Mapped[str] = mapped_column(String(150), default="")
    consignee_name_foreign: Mapped[str] = mapped_column(String(400), default="")
    goods_name: Mapped[str] = mapped_column(String(255), default="")
    header: Mapped[JsonObject] = mapped_column(Json, default=dict)
    goods_lines: Mapped[list[JsonObject]] = mapped_column(Json, default=list)
    containers: Mapped[list[JsonObject]] = mapped_column(Json, default=list)
    received_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    organisation: Mapped[Organisation] = relationship()

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        return declared_rows(cls.organisation_id, cls.declaring_customs, actor)

    def __repr__(self) -> str:
        return self.inspection_no


def declared_rows(
    organisation_id: InstrumentedAttribute[int], declaring_customs: InstrumentedAttribute[str], actor: Actor
) -> ColumnElement[bool]:
    """Return the rows of the actor's enterprise and those declared to his offices."""
    from sqlalchemy import false, or_, true

    if actor.sees_all:
        return true()
    reach: list[ColumnElement[bool]] = []
    if actor.organisation_ids:
        reach.append(organisation_id.in_(sorted(actor.organisation_ids)))
    if actor.customs_codes:
        reach.append(declaring_customs.in_(sorted(actor.customs_codes)))
    return or_(*reach) if reach else false()
