"""Health of this process: can it reach what it needs."""

from __future__ import annotations

from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.extensions import db


def database_answers() -> bool:
    """Tell whether the database answers."""
    try:
        with db.engine.connect() as connection:
            return bool(connection.scalar(text("select 1")) == 1)
    except SQLAlchemyError:
        return False
