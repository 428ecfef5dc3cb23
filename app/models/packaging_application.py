"""Packaging applications 出境货物运输包装检验申请单: what the two packaging slips draw on."""

from __future__ import annotations

from sqlalchemy import Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.sql import ColumnElement

from app.domain.actor import Actor
from app.domain.json_values import JsonObject
from app.models.base import Json, Model, OwnedMixin, RecordMixin, VersionMixin
from app.models.declaration import declared_rows
from app.models.organisation import Organisation


class PackagingApplication(RecordMixin, VersionMixin, OwnedMixin, Model):
    """Hold the searched columns; `entries` carries every key of the form (catalogue/declaration.yaml)."""

    __tablename__ = "packaging_application"
    __table_args__ = (
        UniqueConstraint("application_no", name="uq_packaging_application_application_no"),
        Index("ix_packaging_application_owner", "organisation_id", "id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    application_no: Mapped[str] = mapped_column(String(15))
    #: the declaration of the packed goods, when there is one
    inspection_no: Mapped[str | None] = mapped_column(String(15))
    declaring_customs: Mapped[str] = mapped_column(String(6), default="")
    applicant_name: Mapped[str] = mapped_column(String(200), default="")
    container_name_and_spec: Mapped[str] = mapped_column(String(300), default="")
    entries: Mapped[JsonObject] = mapped_column(Json, default=dict)

    organisation: Mapped[Organisation] = relationship()

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        return declared_rows(cls.organisation_id, cls.declaring_customs, actor)

    def __repr__(self) -> str:
        return self.application_no
