"""From corners to boxes."""

from __future__ import annotations

from app.gateways.typesetting.boxes import boxes_of
from app.gateways.typesetting.port import Box


def corner(kind: str, key: str, page: int, x: float, y: float) -> dict[str, object]:
    return {"k": key, "c": kind, "p": page, "x": x, "y": y}


def test_two_corners_make_a_box() -> None:
    marks = [corner("a", "remark", 1, 14.0, 50.0), corner("z", "remark", 1, 196.0, 60.5)]
    assert boxes_of(marks, {}) == (Box(key="remark", page=1, x=14.0, y=50.0, width=182.0, height=10.5),)


def test_a_box_over_sheets_has_a_part_on_each() -> None:
    marks = [corner("a", "remark", 1, 14.0, 200.0), corner("z", "remark", 3, 196.0, 70.0)]
    parts = boxes_of(marks, {"room": [40.0, 250.0]})
    assert [(box.page, box.y, box.height) for box in parts] == [(1, 200.0, 50.0), (2, 40.0, 210.0), (3, 40.0, 30.0)]


def test_a_key_may_stand_twice_and_a_lost_corner_is_no_box() -> None:
    marks = [corner("a", "x", 1, 0, 0), corner("z", "x", 1, 1, 1), corner("a", "x", 2, 0, 0), corner("z", "x", 2, 1, 1)]
    assert [box.page for box in boxes_of([*marks, corner("z", "lost", 1, 0, 0)], {})] == [1, 2]


def test_the_cells_of_a_row_follow_from_the_widths_of_its_columns() -> None:
    marks = [{**corner("a", "goods.7", 2, 14.0, 50.0), "cols": [10.0, 172.0]}, corner("z", "goods.7", 2, 196.0, 55.0)]
    assert boxes_of(marks, {}) == (
        Box(key="goods.7.0", page=2, x=14.0, y=50.0, width=10.0, height=5.0),
        Box(key="goods.7.1", page=2, x=24.0, y=50.0, width=172.0, height=5.0),
    )
