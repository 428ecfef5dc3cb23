"""System parameters 系统参数: a name and a value; those the program declares stand in `domain/parameters.py`."""

from __future__ import annotations

from sqlalchemy import Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.parameters import is_secret
from app.models.base import Model, RecordMixin, VersionMixin


class SystemParameter(RecordMixin, VersionMixin, Model):
    __tablename__ = "system_parameter"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    value: Mapped[str] = mapped_column(Text, default="")
    remark: Mapped[str] = mapped_column(String(300), default="")

    @property
    def secret_columns(self) -> frozenset[str]:
        """Name what the operation history must not hold."""
        return frozenset({"value"}) if is_secret(self.name) else frozenset()

    def __repr__(self) -> str:
        return self.name
