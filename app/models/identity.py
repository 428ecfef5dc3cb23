"""Outside identities of users: an account at an identity provider, or an IC card; and the challenges cards sign."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, Integer, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from app.models.base import Model, RecordMixin, UtcDateTime, VersionMixin
from app.models.user import User

KINDS = ("outside", "card")


class Identity(RecordMixin, VersionMixin, Model):
    """Bind an outside identity to a user; issuer and subject together are its name, whatever else it is called.

    An outside account has the provider's issuer and its subject; a card the distinguished name of the authority and
    the serial number of the certificate (hexadecimal).
    """

    __tablename__ = "identity"
    __table_args__ = (
        CheckConstraint(f"kind in {KINDS}", name="kind"),
        Index("uq_identity_key", "kind", "issuer", "subject", unique=True),
        Index("ix_identity_user", "user_id"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("ab_user.id"))
    kind: Mapped[str] = mapped_column(String(8))
    issuer: Mapped[str] = mapped_column(String(400))
    subject: Mapped[str] = mapped_column(String(255))
    label: Mapped[str] = mapped_column(String(200), default="")
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    user: Mapped[User] = relationship(User, foreign_keys=[user_id])

    def __repr__(self) -> str:
        return self.label or self.subject


class CardChallenge(Model):
    """Keep a challenge until it is used or too old; only the hash of its nonce, which the browser's session holds."""

    __tablename__ = "card_challenge"
    __table_args__ = (Index("ix_card_challenge_expires_at", "expires_at"),)

    nonce_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    host: Mapped[str] = mapped_column(String(255))
    issued_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
