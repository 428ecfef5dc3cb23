"""The history as evidence: whole as it was written; a row, a head or a file that was touched is named."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from app.extensions import db
from app.models import OperationRecord
from app.services.settings import evidence
from tests.factories import applications as factory

if TYPE_CHECKING:
    from pathlib import Path

    from flask import Flask


def found(app: Flask, *, folder: Path | None = None, key: str | None = None) -> list[str]:
    settings = app.config["SETTINGS"]
    return evidence.verify(folder=folder or settings.instance, key=key or settings.history_key)


def test_what_was_written_here_is_whole(context: Flask) -> None:
    factory.draft()
    assert found(context) == []


def test_another_key_fits_no_record_and_the_findings_end(context: Flask) -> None:
    told = found(context, key="another-key-0123456789-abcdefghijklmnop")
    assert told[0] == "record 1: was changed, or not written by this system"
    assert len(told) <= evidence.MAX_FINDINGS + 2


def test_a_head_file_that_is_missing_or_knows_another_history_is_told(context: Flask, tmp_path: Path) -> None:
    assert found(context, folder=tmp_path) == ["the head file is missing"]
    shutil.copytree(context.config["SETTINGS"].instance, tmp_path / "kept", ignore=shutil.ignore_patterns("*.db*"))
    factory.draft()
    # a file that is behind by what was just written fits, as after a restart between commit and file
    assert found(context, folder=tmp_path / "kept") == []
    db.session.rollback()
    assert db.session.scalar(db.select(db.func.count(OperationRecord.id))) > 0
