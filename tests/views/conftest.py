"""Fixtures of pages: a request in each language, for what words say without a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask


@pytest.fixture
def english(app: Flask) -> Iterator[Flask]:
    """Give the application within a request of a reader of English."""
    with app.test_request_context("/", headers={"Accept-Language": "en"}):
        yield app


@pytest.fixture
def chinese(app: Flask) -> Iterator[Flask]:
    """Give the application within a request of a reader of Chinese."""
    with app.test_request_context("/", headers={"Accept-Language": "zh-Hans"}):
        yield app
