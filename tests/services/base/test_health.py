"""Health: a process whose database answers is well, one whose database is away is not, and neither crashes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask

from app.extensions import db
from app.services.base import health

if TYPE_CHECKING:
    from pathlib import Path


def test_a_database_that_answers_is_well(context: Flask) -> None:
    assert health.database_answers() is True


def test_a_database_that_is_away_is_told_and_is_no_crash(tmp_path: Path) -> None:
    away = Flask(__name__)
    away.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{tmp_path}/no/such/folder/x.db"
    db.init_app(away)
    with away.app_context():
        assert health.database_answers() is False
