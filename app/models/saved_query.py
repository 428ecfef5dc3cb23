"""Saved queries 查询管理: one SELECT on the reporting tables, its name, owner, remark and the roles that may run it."""

from __future__ import annotations

import json

from sqlalchemy import ForeignKey, Index, Integer, String, Text, cast
from sqlalchemy.orm import Mapped, mapped_column, relationship
from sqlalchemy.sql import ColumnElement

from app.domain.actor import Actor
from app.models.base import Json, Model, RecordMixin, VersionMixin
from app.models.user import User


class SavedQuery(RecordMixin, VersionMixin, Model):
    __tablename__ = "saved_query"
    __table_args__ = (Index("ix_saved_query_owner", "owner_id", "id"),)

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    name: Mapped[str] = mapped_column(String(100))
    remark: Mapped[str] = mapped_column(String(500), default="")
    #: as it was typed; what runs is written anew from its tree each time
    statement: Mapped[str] = mapped_column(Text)
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("ab_user.id"))
    #: names of the roles whose people may run it
    roles: Mapped[list[str]] = mapped_column(Json, default=list)

    owner: Mapped[User | None] = relationship(foreign_keys=[owner_id])

    @classmethod
    def visible_to(cls, actor: Actor) -> ColumnElement[bool]:
        """Show everybody his own and those shared with one of his roles, administrators all of them."""
        from sqlalchemy import false, or_, true

        if actor.sees_all:
            return true()
        if actor.user_id is None or actor.is_overseas:
            return false()
        written = cast(cls.roles, Text)
        # databases differ in how JSON writes letters beyond ASCII
        texts = {json.dumps(name, ensure_ascii=is_plain) for name in actor.roles for is_plain in (True, False)}
        shared = [written.contains(text, autoescape=True) for text in sorted(texts)]
        return or_(cls.owner_id == actor.user_id, *shared)

    def __repr__(self) -> str:
        return self.name
