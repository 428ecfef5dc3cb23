"""Two pictures of a sheet: what differs lies in rectangles, what is equal in none."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw

from app.reports.picture_differences import CELL, HEIGHT, WIDTH, areas

DOTS = 4  # a millimetre


def picture(*boxes: tuple[float, float, float, float]) -> bytes:
    """Draw black rectangles (x, y, width, height in mm) on white."""
    image = Image.new("L", (WIDTH * DOTS, HEIGHT * DOTS), 255)
    for x, y, width, height in boxes:
        ImageDraw.Draw(image).rectangle([DOTS * x, DOTS * y, DOTS * (x + width), DOTS * (y + height)], fill=0)
    made = io.BytesIO()
    image.save(made, "PNG")
    return made.getvalue()


def test_equal_pictures_differ_nowhere() -> None:
    assert areas(picture((20, 30, 10, 5)), picture((20, 30, 10, 5))) == []


@pytest.mark.parametrize("box", [(20.0, 30.0, 10.0, 5.0), (0.0, 0.0, 0.3, 0.3), (209.5, 296.0, 0.3, 0.3)])
def test_one_mark_more_is_one_area_around_it(box: tuple[float, float, float, float]) -> None:
    (found,) = areas(picture(), picture(box))
    x, y, width, height = box
    assert found.x <= x <= x + width <= found.x + found.width
    assert found.y <= y <= y + height <= found.y + found.height
    assert found.width <= width + 2 * CELL
    assert found.height <= height + 2 * CELL


def test_marks_far_from_each_other_are_areas_of_their_own_from_top_to_bottom() -> None:
    found = areas(picture((10, 200, 5, 5)), picture((150, 20, 5, 5)))
    assert [(area.x // 10, area.y // 10) for area in found] == [(15, 1), (0, 19)]
