"""Known names: each text that a column of a large table ever carried, once; triggers add them."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Model


class ProducerName(Model):
    """Hold a producer 生产单位: searches for a part of it read thousands of names, not millions of certificates.

    A name that no row carries any more stays: it finds nothing.
    """

    __tablename__ = "producer_name"

    name: Mapped[str] = mapped_column(String(150), primary_key=True)


class ActorName(Model):
    """Hold who did something, as the operation history writes it."""

    __tablename__ = "actor_name"

    name: Mapped[str] = mapped_column(String(130), primary_key=True)
