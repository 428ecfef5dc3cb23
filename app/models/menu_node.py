"""What administrators changed about the menu 功能权限: names, order and visibility of its groups and screens."""

from __future__ import annotations

from sqlalchemy import Boolean, Integer, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Model, RecordMixin, VersionMixin


class MenuNode(RecordMixin, VersionMixin, Model):
    """Keep one node that differs from the program's menu; a node without a row is as the program has it."""

    __tablename__ = "menu_node"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(80), unique=True)
    label_zh: Mapped[str] = mapped_column(String(60), default="")
    label_en: Mapped[str] = mapped_column(String(60), default="")
    position: Mapped[int | None] = mapped_column(Integer)
    is_visible: Mapped[bool] = mapped_column(Boolean, default=True)

    def __repr__(self) -> str:
        return self.label_zh or self.code
