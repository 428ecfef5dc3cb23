"""Containers and seals: line by line side by side in the boxes, in pairs on a list when there are many."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.factories.contents import SAMPLES
from tests.support.papers import data_of, pages_of, printed, text_of

if TYPE_CHECKING:
    from app.domain.document.content import Content


def with_containers(count: int, *, code: str = "c3-1") -> Content:
    """Return the sample with so many containers; every seventh has no seal."""
    rows = tuple(
        {"container_no": f"TCLU9{at:06}", "seal_no": "" if at % 7 == 3 else f"CN{at:06}"} for at in range(1, count + 1)
    )
    return replace(SAMPLES[code], rows={**SAMPLES[code].rows, "containers": rows})


def test_containers_and_seals_stand_in_step_where_a_seal_is_missing() -> None:
    lines = data_of("c3-1", with_containers(4))["lines"]
    assert lines["container_no"] == ["TCLU9000001", "TCLU9000002", "TCLU9000003", "TCLU9000004"]
    assert lines["seal_no"] == ["CN000001", "CN000002", "", "CN000004"]


def test_a_missing_last_seal_leaves_no_empty_line() -> None:
    assert data_of("c3-1", with_containers(3))["lines"]["seal_no"] == ["CN000001", "CN000002"]


def test_many_containers_are_listed_in_pairs_and_the_boxes_point_there() -> None:
    data = data_of("c3-1", with_containers(60))
    table = data["tables"]["containers_and_seals"]
    assert table["rows"][2] == ["3", "TCLU9000003", ""]
    assert table["rows"][59] == ["60", "TCLU9000060", "CN000060"]
    assert data["after"] == [{"table": "containers_and_seals", "sets": 2, "sheet": True}]
    made = printed(data)
    assert made.pages == 2
    assert "共60个，见续页集装箱清单（第2页）" in pages_of(made.pdf)[0]
    assert text_of(made.pdf).count("TCLU9") == 60


def test_a_format_with_one_of_the_two_boxes_lists_them_as_well() -> None:
    data = data_of("c7-1", with_containers(9, code="c7-1"))
    assert "containers_and_seals" in data["tables"]
    assert data_of("5-3", with_containers(9, code="5-3"))["after"] == []
