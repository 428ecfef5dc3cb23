"""Server-side sessions and login attempts: who is in, from where, and who tried."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Boolean, Index, Integer, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.models.base import Model, UtcDateTime


class UserSession(Model):
    """Keep one browser session; the cookie carries the id, the table only its hash."""

    __tablename__ = "user_session"
    __table_args__ = (
        Index("ix_user_session_user", "user_id"),
        Index("ix_user_session_expires_at", "expires_at"),
    )

    id_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    data: Mapped[bytes] = mapped_column(LargeBinary)
    user_id: Mapped[int | None] = mapped_column(Integer)
    address: Mapped[str] = mapped_column(String(64), default="")
    agent: Mapped[str] = mapped_column(String(200), default="")
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)


class LoginAttempt(Model):
    """Log one attempt at any door; locks count these rows."""

    __tablename__ = "login_attempt"
    __table_args__ = (
        Index("ix_login_attempt_login", "login", "tried_at"),
        Index("ix_login_attempt_address", "address", "tried_at"),
    )

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    login: Mapped[str] = mapped_column(String(128))
    user_id: Mapped[int | None] = mapped_column(Integer)
    address: Mapped[str] = mapped_column(String(64), default="")
    door: Mapped[str] = mapped_column(String(16), default="form")
    has_succeeded: Mapped[bool] = mapped_column(Boolean)
    tried_at: Mapped[datetime] = mapped_column(UtcDateTime)
