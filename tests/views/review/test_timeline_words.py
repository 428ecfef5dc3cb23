"""What a step of the timeline is called and tells."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.workflow import Side
from app.services.workflow.timelines import Label, TimelineEntry
from app.views.review.timeline_words import facts, place_label, tab_label, title
from tests.conftest import NOW

pytestmark = [
    pytest.mark.one_database(reason="words and shape of pages; no query of its own"),
    pytest.mark.usefixtures("english"),
]


def entry(name: str, **told: Any) -> TimelineEntry:
    return TimelineEntry(
        name=name, side=Side.CUSTOMS, happened_at=NOW, actor="王敏", organisation="", from_status=None,
        to_status="on_hold", opinion="", changes=[], remarks=[], facts=told,
    )  # fmt: skip


def test_a_step_has_its_title_and_a_tab_its_label() -> None:
    assert title(entry("hold")) == "Put on hold"
    assert tab_label("customs") == "Review history"


def test_what_a_step_remembered_is_told_in_the_order_of_the_timeline() -> None:
    step = entry("start", copied_from="226000004178628", entry_mode="blank", document="2106 copy 2", other="x")
    assert facts(step) == ["blank draft", "Copied from 226000004178628", "Document 2106 Copy (duplicate) 2"]


def test_a_place_is_named_with_its_line_and_document() -> None:
    assert place_label(Label(zh="重量", en="Weight")) == "Weight"
    assert place_label(Label(zh="重量", en="Weight", row=2, document="001")) == "001 Weight, line 2"
