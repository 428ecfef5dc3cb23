"""Formats 证单格式: the administrator's working copy, and the immutable versions that documents are written with."""

from __future__ import annotations

from datetime import date, datetime
from functools import cached_property

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Integer, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.catalogue.schema import Format
from app.domain.json_values import JsonObject
from app.models.base import Json, Model, RecordMixin, UtcDateTime, VersionMixin, utc_now


class CertificateFormat(RecordMixin, VersionMixin, Model):
    __tablename__ = "certificate_format"
    __table_args__ = (CheckConstraint("status in ('active', 'retired')", name="status"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    status: Mapped[str] = mapped_column(String(12), default="active")
    type_codes: Mapped[list[str]] = mapped_column(Json, default=list)
    title_zh: Mapped[str] = mapped_column(String(120))
    title_en: Mapped[str] = mapped_column(String(200))
    scheme: Mapped[str] = mapped_column(String(60))
    definition: Mapped[JsonObject] = mapped_column(Json)
    #: the working copy differs from the newest published version
    is_changed: Mapped[bool] = mapped_column(Boolean, default=False)
    current_version_id: Mapped[int | None] = mapped_column(
        ForeignKey("format_version.id", use_alter=True, name="fk_certificate_format_current_version_id_format_version")
    )

    versions: Mapped[list[FormatVersion]] = relationship(
        back_populates="format", order_by="FormatVersion.number", foreign_keys="FormatVersion.format_id"
    )
    current_version: Mapped[FormatVersion | None] = relationship(foreign_keys=[current_version_id], post_update=True)

    def __repr__(self) -> str:
        return f"{self.code} {self.title_zh}"


class FormatVersion(Model):
    """Keep what was published; a trigger and `models/immutable.py` refuse every change."""

    __tablename__ = "format_version"
    __table_args__ = (UniqueConstraint("format_id", "number", name="uq_format_version_number"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    format_id: Mapped[int] = mapped_column(ForeignKey("certificate_format.id"))
    number: Mapped[int] = mapped_column(Integer)
    definition: Mapped[JsonObject] = mapped_column(Json)
    sha256: Mapped[str] = mapped_column(String(64))
    effective_date: Mapped[date] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(Text, default="")
    published_at: Mapped[datetime] = mapped_column(UtcDateTime, default=utc_now)
    published_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))

    format: Mapped[CertificateFormat] = relationship(back_populates="versions", foreign_keys=[format_id])

    @cached_property
    def spec(self) -> Format:
        """Return the format as an object; parsed once per loaded row."""
        return Format.model_validate(self.definition)

    def __repr__(self) -> str:
        return f"v{self.number}"
