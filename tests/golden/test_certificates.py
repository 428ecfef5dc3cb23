"""Every format prints on both engines as its layout says: text, boxes, margins, and the look of the whole sheet."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from app.catalogue.loader import catalogue
from app.reports.certificate import Printout, document_of
from app.reports.sheets import Boxes, Grid, Issue
from tests.factories.contents import SAMPLES
from tests.golden.printing import DPI, ENGINES, FORMATS, NUMBER, drawn, mm, needs_poppler, printed, rules_of, text_of

THUMBNAILS = Path(__file__).parent / "sheets"
THUMBNAIL = (105, 149)
LEFT, WIDTH = 14.41, 181.18

both_engines = pytest.mark.parametrize("name", ENGINES)
every_format = pytest.mark.parametrize("code", FORMATS)


def squeezed(text: str) -> str:
    return "".join(text.split())


@both_engines
@every_format
def test_the_text_layer_holds_the_labels_in_reading_order(code: str, name: str) -> None:
    text = text_of(printed(code, name))
    document = document_of(Printout(format=catalogue().formats[code], content=SAMPLES[code], certificate_no=NUMBER))
    wanted = [document.head.letterhead.zh, document.head.title.zh, document.head.title.en, NUMBER]
    for block in document.sheets[0].blocks:
        if isinstance(block, Boxes):
            wanted += [box.label.zh for row in block.rows for box in row]
        elif isinstance(block, Issue):
            wanted += [cell.label.zh for row in block.rows for cell in row]
    at = 0
    for string in map(squeezed, wanted):
        found = text.find(string, at)
        assert found >= 0, f"{string} is missing or out of order"
        at = found


@both_engines
@every_format
def test_the_text_can_be_searched(code: str, name: str) -> None:
    text = text_of(printed(code, name))
    assert not any("\u2e80" <= char <= "\u2fdf" for char in text), "radicals instead of characters"
    if code in {"c3-1", "c2-1", "c4-1"}:
        assert "卫生" in text


def expected_rules(code: str) -> set[float]:
    """Return where the layout puts vertical rules, in mm from the left edge."""
    document = document_of(Printout(format=catalogue().formats[code], content=SAMPLES[code], certificate_no=NUMBER))
    rules = {14.2, 195.8}
    for block in document.sheets[0].blocks:
        lines: list[list[float]] = []
        if isinstance(block, Boxes):
            lines = [[part for box in row for part in (box.label_width, box.value_width)] for row in block.rows]
        elif isinstance(block, Grid):
            lines = [[column.width for column in block.columns]]
        elif isinstance(block, Issue):
            share = (100 - 100 * 52.02 / WIDTH) / len(block.rows[0])
            lines = [[100 * 52.02 / WIDTH, *[share] * len(block.rows[0])]]
        for widths in lines:
            rules |= {LEFT + 0.1 + WIDTH * sum(widths[:at]) / 100 for at in range(1, len(widths))}
    return rules


@needs_poppler
@both_engines
@every_format
def test_boxes_stand_where_the_layout_puts_them(code: str, name: str) -> None:
    found = rules_of(drawn(printed(code, name)).crop((0, mm(60), mm(210), mm(290))), shortest=6)
    expected = expected_rules(code)
    for rule in found:
        assert min(abs(rule - wanted) for wanted in expected) <= 0.3, f"a rule at {rule:.2f} mm is not in the layout"
    for wanted in expected:
        assert min(abs(rule - wanted) for rule in found) <= 0.3, f"no rule at {wanted:.2f} mm"


@needs_poppler
@both_engines
@every_format
def test_no_ink_within_ten_millimetres_of_the_edge(code: str, name: str) -> None:
    page = drawn(printed(code, name))
    inside = Image.new("L", page.size, 255)
    margins = Image.composite(page, inside, _margin_mask(page.size))
    assert margins.getextrema()[0] >= 250


def _margin_mask(size: tuple[int, int]) -> Image.Image:
    mask = Image.new("L", size, 255)
    mask.paste(0, (mm(10), mm(10), size[0] - mm(10), size[1] - mm(10)))
    return mask


@needs_poppler
@both_engines
@every_format
def test_the_sheet_looks_as_before(code: str, name: str) -> None:
    """Compare with a small picture; UPDATE_GOLDEN=1 draws it anew."""
    now = drawn(printed(code, name)).resize(THUMBNAIL, Image.Resampling.BOX)
    kept = THUMBNAILS / f"{code}.{name}.png"
    if os.environ.get("UPDATE_GOLDEN"):
        kept.parent.mkdir(exist_ok=True)
        now.quantize(16).save(kept, optimize=True)
    difference = ImageChops.difference(now, Image.open(kept).convert("L"))
    assert ImageStat.Stat(difference).mean[0] < 5
    coarse = difference.resize((10, 14), Image.Resampling.BOX)
    assert coarse.getextrema()[1] < 40, "a part of the sheet has changed"


def test_pages_are_drawn_finely_enough_for_the_tolerance() -> None:
    assert 25.4 / DPI < 0.3
