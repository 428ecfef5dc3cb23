"""The bell rings once for each export that has ended, until its owner has looked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from app.services.queries import export_requests, export_runs
from app.services.queries.export_requests import ExportOrder
from tests.factories import applications as factory
from tests.support.forms import post

if TYPE_CHECKING:
    from datetime import datetime

    from flask import Flask


GOOD = ExportOrder(source="list:DeclarationsView", title="报检单", kind="xlsx", language="zh_Hans")
LOST = ExportOrder(source="query:999999", title="查询（示例）", kind="csv", language="zh_Hans")


@pytest.mark.bar("P4")
def test_an_ended_export_rings_until_its_owner_has_looked(context: Flask, actor: Any, now: datetime) -> None:
    clerk = actor("haian.clerk")
    for order in (GOOD, LOST):
        export_requests.ask(clerk, order, now=now)
    assert export_requests.unseen(clerk) == []
    export_runs.work_off()
    clerk = actor("haian.clerk")
    assert [job.state for job in export_requests.unseen(clerk)] == ["failed", "done"]
    assert export_requests.unseen(actor("admin")) == []
    clerk = actor("haian.clerk")
    export_requests.mark_seen(clerk)
    assert export_requests.unseen(clerk) == []
    export_requests.ask(clerk, GOOD, now=now)
    export_runs.work_off()
    assert len(export_requests.unseen(actor("haian.clerk"))) == 1


def test_the_board_behind_the_bell_names_each_ended_export_once(app: Flask, login: Any, now: datetime) -> None:
    with app.app_context():
        for order in (GOOD, LOST):
            export_requests.ask(factory.act_as("haian.clerk"), order, now=now)
        export_runs.work_off()
    clerk = login("haian.clerk")
    board = clerk.get("/notice-board/").text
    assert board.count("“报检单”") == board.count("“查询（示例）”") == 1
    answer = post(clerk, "/exports/seen", form_on="/notice-board/", data={})
    assert answer.headers["Location"].endswith("/exports/")
    assert "“报检单”" not in clerk.get("/notice-board/").text
