"""What seeding has handed out once, so that it never hands out again what an administrator took away."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Model


class SeededDefault(Model):
    """Remember one default: a right of a role ("grant") or a dictionary's code ("entry")."""

    __tablename__ = "seeded_default"

    kind: Mapped[str] = mapped_column(String(12), primary_key=True)
    key: Mapped[str] = mapped_column(String(160), primary_key=True)
