"""Timelines: steps told newest first, by side, with the place of each change named in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from app.domain.workflow import Action, Status
from app.services.applications import applications
from app.services.workflow import timelines
from tests.factories import applications as factory

if TYPE_CHECKING:
    from flask import Flask


def test_steps_stand_newest_first_and_each_side_has_its_tab(context: Flask) -> None:
    made = factory.make(status=Status.RETURNED)
    factory.lead(made.id, Action.SUBMIT)
    application = applications.find(made.id)
    everything = timelines.of(application)
    assert [entry.name for entry in everything.entries if entry.is_move] == ["resubmit", "return", "accept", "submit"]
    assert everything.entries[-1].name == "start"
    customs = timelines.of(application, tab="customs")
    assert [entry.name for entry in customs.entries] == ["return", "accept"]
    assert customs.entries[0].opinion == "请更正重量（示例）。"
    assert all(entry.is_customs for entry in customs.entries)
    assert customs.counts == everything.counts
    assert sum(everything.counts[side] for side in ("enterprise", "customs")) == everything.counts["all"]
    assert timelines.of(application, tab="no-such").tab == "all"


@pytest.mark.parametrize(
    ("path", "row", "said"),
    [
        ("values.consignee", None, "Consignee"),
        ("goods_lines.0.weight", 1, "eight"),
        ("statements", None, "Fixed statements"),
        ("values.no_such", None, "no_such"),
    ],
)
def test_a_place_is_named_in_both_languages(context: Flask, path: str, row: int | None, said: str) -> None:
    spec = factory.draft().certificates[0].format_version.spec
    label = timelines.label_of(spec, path, document="002")
    assert said in label.en
    assert (label.row, label.document, bool(label.zh)) == (row, "002", True)
