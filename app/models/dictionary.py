"""Dictionaries 字典: groups of codes with Chinese and English names, first filled from the catalogue."""

from __future__ import annotations

from sqlalchemy import Boolean, ForeignKey, Index, Integer, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.domain.json_values import JsonObject
from app.models.base import Json, Model, RecordMixin, VersionMixin


class Dictionary(RecordMixin, VersionMixin, Model):
    __tablename__ = "dictionary"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    name_zh: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(120), default="")

    entries: Mapped[list[DictionaryEntry]] = relationship(
        back_populates="dictionary", order_by="DictionaryEntry.position"
    )

    def __repr__(self) -> str:
        return self.name_zh


class DictionaryEntry(RecordMixin, VersionMixin, Model):
    __tablename__ = "dictionary_entry"
    __table_args__ = (
        UniqueConstraint("dictionary_id", "code", name="uq_dictionary_entry_code"),
        Index("ix_dictionary_entry_order", "dictionary_id", "position"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    dictionary_id: Mapped[int] = mapped_column(ForeignKey("dictionary.id"))
    code: Mapped[str] = mapped_column(String(20))
    name_zh: Mapped[str] = mapped_column(String(200))
    name_en: Mapped[str] = mapped_column(String(200), default="")
    extra: Mapped[JsonObject] = mapped_column(Json, default=dict)
    position: Mapped[int] = mapped_column(Integer, default=0)
    is_enabled: Mapped[bool] = mapped_column(Boolean, default=True)

    dictionary: Mapped[Dictionary] = relationship(back_populates="entries")

    def __repr__(self) -> str:
        return f"{self.code} {self.name_zh}"
