"""System parameters 系统参数: a name and a value; those the program declares stand in `domain/parameters.py`."""

from __future__ import annotations

from sqlalchemy import Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Model, RecordMixin, VersionMixin


class SystemParameter(RecordMixin, VersionMixin, Model):
    __tablename__ = "system_parameter"
    __table_args__ = ({"extend_existing": True},)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    value: Mapped[str] = mapped_column(Text, default="")
    remark: Mapped[str] = mapped_column(String(300), default="")

    def __repr__(self) -> str:
        return self.name
