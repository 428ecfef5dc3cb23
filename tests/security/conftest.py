"""Fixtures of the attacks: rows of two enterprises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.security.rows import fill_both

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def both_sides(prepared: Callable[..., Any]) -> None:
    """Bring rows of two enterprises in every owned table."""
    prepared("both_sides", fill_both)
