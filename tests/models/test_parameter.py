"""System parameters: the value of a secret one is kept out of the history."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.domain.parameters import DECLARED, Parameter
from app.models import SystemParameter

if TYPE_CHECKING:
    import pytest


def test_the_history_holds_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(DECLARED, "example_key", Parameter("example_key", "secret", ""))
    assert SystemParameter(name="example_key").secret_columns == {"value"}
    assert SystemParameter(name="password_days").secret_columns == frozenset()
    assert SystemParameter(name="example_note").secret_columns == frozenset()
