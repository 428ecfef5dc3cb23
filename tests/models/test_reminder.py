"""Reminders are personal."""

from __future__ import annotations

from app.models import Reminder
from tests.support.sight import ADMIN, CLERK, NOBODY, OTHER, Sight


def test_everybody_sees_his_own() -> None:
    rows = Sight()
    mine, theirs = (rows.put(Reminder, user_id=who.user_id, action="return") for who in (CLERK, OTHER))
    assert [rows.seen(Reminder, who) for who in (CLERK, OTHER, NOBODY, ADMIN)] == [
        [mine], [theirs], [], [mine, theirs],
    ]  # fmt: skip
