"""Fixtures of the exchange: a sandbox of customs beside the application, whose officer waits for a hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.sandbox import sandbox_beside

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask

    from app.gateways.customs.sandbox import Sandbox


@pytest.fixture
def sandbox(context: Flask, tmp_path: Path) -> Iterator[Sandbox]:
    """Give a sandbox whose steps are taken by the test."""
    with sandbox_beside(context, tmp_path, rule="hand") as found:
        yield found
