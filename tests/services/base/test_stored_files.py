"""Stored files without rows: those that waited long are swept, young ones and named ones stay."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import TYPE_CHECKING

from app.gateways import gateways
from app.models.base import utc_now
from app.services.base import stored_files

if TYPE_CHECKING:
    from flask import Flask


def test_only_old_files_that_no_row_names_are_removed(context: Flask) -> None:
    store = gateways().files
    for key in ("sweep/named", "sweep/alone"):
        store.put(key, b"%PDF")

    def known(keys: Iterable[str]) -> set[str]:
        return {key for key in keys if key.endswith("named")}

    assert stored_files.sweep("sweep", known=known, now=utc_now()) == []
    later = utc_now() + stored_files.UNFINISHED + timedelta(seconds=5)
    assert stored_files.sweep("sweep", known=known, now=later) == ["sweep/alone"]
    assert store.get("sweep/named") == b"%PDF"
    assert stored_files.sweep("sweep", known=known, now=later) == []
