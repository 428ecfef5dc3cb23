"""Scans 单证扫描件: a file under a document number, with every file that it has replaced."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    String,
    UniqueConstraint,
    and_,
    false,
    tuple_,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.sql import ColumnElement, select, true

from app.domain.actor import Actor
from app.domain.scans import EXTENSIONS
from app.models.application import Certificate
from app.models.base import Model, OwnedMixin, RecordMixin, UtcDateTime, VersionMixin
from app.models.organisation import Organisation


class ScanNumber(OwnedMixin, Model):
    """Say which enterprise has scans under a document number: it is the only one that may."""

    __tablename__ = "scan_number"
    __table_args__ = (UniqueConstraint("document_no", name="uq_scan_number_document_no"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    document_no: Mapped[str] = mapped_column(String(32))

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        return _own(cls, actor)

    def __repr__(self) -> str:
        return self.document_no


class Scan(RecordMixin, VersionMixin, OwnedMixin, Model):
    """Hold one scan; `created_at` is the entry time 录入时间, `file_count` the number of its present file."""

    __tablename__ = "scan"
    __table_args__ = (
        Index("ix_scan_owner", "organisation_id", "id"),
        Index("ix_scan_document_no", "document_no"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    document_no: Mapped[str] = mapped_column(String(32))
    file_count: Mapped[int] = mapped_column(Integer, default=0)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    organisation: Mapped[Organisation] = relationship()
    files: Mapped[list[ScanFile]] = relationship(back_populates="scan", order_by="ScanFile.number.desc()")
    file: Mapped[ScanFile] = relationship(
        primaryjoin="and_(ScanFile.scan_id == Scan.id, ScanFile.number == Scan.file_count)", viewonly=True
    )

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """Own enterprise, or to officials abroad (design §7); deleted ones to nobody."""
        return and_(cls.deleted_at.is_(None), _abroad(cls, actor) if actor.is_overseas else _own(cls, actor))

    def __repr__(self) -> str:
        return self.document_no


class ScanFile(OwnedMixin, Model):
    """Keep one file of a scan for good: who uploaded it, when, and the hash that names it in the storage."""

    __tablename__ = "scan_file"
    __table_args__ = (
        UniqueConstraint("scan_id", "number", name="uq_scan_file_number"),
        CheckConstraint(f"media_type in {tuple(EXTENSIONS)}", name="media_type"),
        Index("ix_scan_file_sha256", "sha256"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    scan_id: Mapped[int] = mapped_column(ForeignKey("scan.id"))
    number: Mapped[int] = mapped_column(Integer)
    #: what the sender called it; for people to read only
    name: Mapped[str] = mapped_column(String(120), default="")
    media_type: Mapped[str] = mapped_column(String(20))
    sha256: Mapped[str] = mapped_column(String(64))
    size: Mapped[int] = mapped_column(Integer)
    pages: Mapped[int] = mapped_column(Integer, default=1)
    #: active content or foreign data was in the file and is gone
    is_cleaned: Mapped[bool] = mapped_column(Boolean, default=False)
    #: it came as TIFF and is kept as PDF
    is_converted: Mapped[bool] = mapped_column(Boolean, default=False)
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    uploaded_by_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    uploader_name: Mapped[str] = mapped_column(String(130), default="")

    scan: Mapped[Scan] = relationship(back_populates="files")

    @property
    def storage_key(self) -> str:
        return storage_key(self.sha256, self.media_type)

    @property
    def extension(self) -> str:
        return EXTENSIONS[self.media_type]

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        return cls.scan_id.in_(select(Scan.id).where(Scan.visible_to(actor)))

    def __repr__(self) -> str:
        return f"{self.name or self.sha256[:12]} ({self.number})"


def storage_key(sha256: str, media_type: str) -> str:
    """Name a file by its contents, so that a repeated attempt writes the same file."""
    return f"scans/{sha256[:2]}/{sha256}.{EXTENSIONS[media_type]}"


def _own(model: type[Scan | ScanNumber], actor: Actor) -> ColumnElement[bool]:
    if actor.sees_all:
        return true()
    return model.organisation_id.in_(sorted(actor.organisation_ids)) if actor.organisation_ids else false()


def _abroad(model: type[Scan | ScanNumber], actor: Actor) -> ColumnElement[bool]:
    """Return the scans that an official abroad sees.

    All of the enterprise that opened the account; where the account has a country, and where the administrator opened
    it, those under the numbers of the issued documents that it sees.
    """
    if actor.organisation_id is not None and not actor.country:
        own: ColumnElement[bool] = model.organisation_id == actor.organisation_id
        return own
    documents = select(Certificate.certificate_no, Certificate.organisation_id).where(Certificate.visible_to(actor))
    return tuple_(model.document_no, model.organisation_id).in_(documents)
