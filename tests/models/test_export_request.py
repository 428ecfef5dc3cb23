"""An export in the background: how far it is, and that it is nobody's business but that of whoever asked."""

from __future__ import annotations

import pytest

from app.domain.actor import SYSTEM
from app.models import ExportRequest
from tests.support.sight import ADMIN, CLERK, NOBODY, OTHER, Sight


@pytest.mark.parametrize(
    ("state", "written", "total", "share"),
    [("waiting", 0, None, 0), ("running", 1, 3, 33), ("running", 3, 3, 99), ("done", 3, 3, 100), ("done", 0, 0, 100)],
)
def test_it_says_how_far_it_is_and_a_hundred_only_when_done(
    state: str, written: int, total: int | None, share: int
) -> None:
    assert ExportRequest(state=state, rows_written=written, rows_total=total).share == share


def test_everybody_sees_his_own_administrators_too_and_the_jobs_see_all() -> None:
    rows = Sight()
    mine, theirs = (
        rows.put(
            ExportRequest, user_id=who.user_id, kind="xlsx", source="list:NoticesView", title="通知", language="zh"
        )
        for who in (CLERK, OTHER)
    )
    people = (CLERK, OTHER, ADMIN, NOBODY, SYSTEM)
    assert [rows.seen(ExportRequest, who) for who in people] == [[mine], [theirs], [], [], [mine, theirs]]
