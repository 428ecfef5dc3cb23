"""Every format prints as its layout says: text, boxes and margins."""

from __future__ import annotations

from typing import Any

import pytest
from PIL import Image

from tests.golden.printing import DPI, drawn, mm, needs_poppler, rules_of
from tests.support.papers import FORMATS, NUMBER, data_of, sample, squeezed, text_of

LEFT, WIDTH, SEAL = 14.0, 182.0, 52.0

every_format = pytest.mark.parametrize("code", FORMATS)


def blocks_of(code: str) -> list[dict[str, Any]]:
    blocks: Any = data_of(code)["layout"]["blocks"]
    return list(blocks)


def rows_of(code: str) -> list[list[dict[str, Any]]]:
    """Return the rows of boxes that the sample prints."""
    lines = data_of(code)["lines"]
    rows = [[c if isinstance(c, dict) else {"f": c} for c in row] for b in blocks_of(code) for row in b.get("rows", ())]
    return [kept for row in rows if (kept := [c for c in row if not c.get("hide") or lines[c["f"]]])]


@every_format
def test_the_text_layer_holds_the_labels_in_reading_order(code: str) -> None:
    data, text = data_of(code), text_of(sample(code).pdf)
    wanted = [data["head"]["letterhead"]["zh"], data["head"]["title"]["zh"], data["head"]["title"]["en"], NUMBER]
    for cell in (cell for row in rows_of(code) for cell in row):
        key = cell["f"] if isinstance(cell["f"], str) else cell["f"][0]
        words = data["fields"][key]
        wanted.append(words["zh"] if isinstance(cell["f"], str) else words["range"]["zh"])
    issue = next(block["issue"] for block in blocks_of(code) if "issue" in block)
    if code not in {"3-2", "3-3", "5-3", "c1-1", "c5-1", "c4-1"}:  # there boxes stand between the rows and the end
        wanted += [data["fields"][key]["zh"] for row in issue["rows"] for key in row]
    at = 0
    for string in map(squeezed, wanted):
        found = text.find(string, at)
        assert found >= 0, f"{string} is missing or out of order"
        at = found


@every_format
def test_the_text_can_be_searched(code: str) -> None:
    text = text_of(sample(code).pdf)
    assert not any("\u2e80" <= char <= "\u2fdf" for char in text), "radicals instead of characters"
    if code in {"c3-1", "c2-1", "c4-1"}:
        assert "卫生" in text


def expected_rules(code: str) -> set[float]:
    """Return where the layout puts vertical rules, in mm from the left edge."""
    layout: Any = data_of(code)["layout"]
    rules, lines = {LEFT, LEFT + WIDTH}, []
    for row in rows_of(code):
        given, shared = sum(c.get("w", 0) for c in row), sum("w" not in c for c in row)
        widths = [WIDTH * (c["w"] if "w" in c else (12 - given) / shared) / 12 for c in row]
        if not shared and given < 12:
            widths = [width * 12 / given for width in widths]
        labels = [c.get("label", layout.get("label", 40)) for c in row]
        lines.append([part for width, label in zip(widths, labels, strict=True) for part in (label, width - label)])
    for block in blocks_of(code):
        if "table" in block and (block.get("hide") != "empty" or data_of(code)["tables"][block["table"]]["rows"]):
            cols = block["cols"] * block.get("sets", 1)
            lines.append([width * WIDTH / sum(cols) for width in cols])
        elif "issue" in block:
            share = (WIDTH - SEAL) / len(block["issue"]["rows"][0])
            lines.append([SEAL, *[share] * len(block["issue"]["rows"][0])])
    return rules | {LEFT + sum(widths[:at]) for widths in lines for at in range(1, len(widths))}


@needs_poppler
@every_format
def test_boxes_stand_where_the_layout_puts_them(code: str) -> None:
    found = rules_of(drawn(sample(code).pdf).crop((0, mm(55), mm(210), mm(290))), shortest=6)
    expected = expected_rules(code)
    for rule in found:
        assert min(abs(rule - wanted) for wanted in expected) <= 0.3, f"a rule at {rule:.2f} mm is not in the layout"
    for wanted in expected:
        assert min(abs(rule - wanted) for rule in found) <= 0.3, f"no rule at {wanted:.2f} mm"


@needs_poppler
@every_format
def test_no_ink_within_ten_millimetres_of_the_edge(code: str) -> None:
    page = drawn(sample(code).pdf)
    inside = Image.new("L", page.size, 255)
    margins = Image.composite(page, inside, _margin_mask(page.size))
    assert margins.getextrema()[0] >= 250


def _margin_mask(size: tuple[int, int]) -> Image.Image:
    mask = Image.new("L", size, 255)
    mask.paste(0, (mm(10), mm(10), size[0] - mm(10), size[1] - mm(10)))
    return mask


def test_pages_are_drawn_finely_enough_for_the_tolerance() -> None:
    assert 25.4 / DPI < 0.3
