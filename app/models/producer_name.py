"""Producer names 生产单位: each name that a certificate ever carried, once; triggers add them."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Model


class ProducerName(Model):
    """Hold a name, so that a search for a part of it reads some thousand names instead of millions of certificates.

    A name that no certificate carries any more stays: it finds nothing.
    """

    __tablename__ = "producer_name"
    __table_args__ = ({"extend_existing": True},)

    name: Mapped[str] = mapped_column(String(150), primary_key=True)
