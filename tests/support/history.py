"""The operation history of the application under test, as `flask audit verify` reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.services.settings import evidence

if TYPE_CHECKING:
    from flask import Flask


def faults(app: Flask) -> list[str]:
    """Return what is wrong with the history; empty when it is whole."""
    settings = app.config["SETTINGS"]
    return evidence.verify(folder=settings.instance, key=settings.history_key)
