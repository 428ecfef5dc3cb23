"""How high the blocks of a sheet print at most, in mm; the figures belong to paper/paper.css."""

from __future__ import annotations

from dataclasses import dataclass

from app.reports.measure import line_count, wrap
from app.reports.sheets import Block, Box, Boxes, Foot, Grid, Issue, Label, Paragraph, SheetHead, Text

SHEET = 275.0
#: Kept free on every sheet: the engines differ by less than this.
SLACK = 2.0
FRAME_WIDTH = 181.18
PADDING = 3.47
TEXT_SIZE, LINE = 9.79, 4.69
GRID_SIZE, GRID_LINE = 8.64, 3.75
CONTINUED = 7.2
END_MARK = 4.9


@dataclass(frozen=True)
class Spacing:
    """The white space of a sheet: around a box, least height in it, around and under the paragraphs of a text."""

    box: float
    least: float
    text: float
    line: float
    paragraph: float


NORMAL = Spacing(box=1.46, least=7.15, text=3.06, line=LINE, paragraph=1.85)
#: `.tight` in paper.css: a sheet that would just not fit otherwise.
TIGHT = Spacing(box=1.05, least=6.1, text=1.85, line=4.48, paragraph=1.05)


@dataclass(frozen=True)
class Face:
    """How labels are set: size in pt, line in mm."""

    size: float
    line: float


def label_height(label: Label | None, *, width: float) -> float:
    """Return the height of a label in a column of this width."""
    if label is None:
        return 0.0
    zh = Face(8.64, 3.5) if label.en else Face(9.22, 4.1)
    height = line_count(label.zh, width=width, size=zh.size) * zh.line
    return height + (line_count(label.en, width=width, size=7.49) * 3.1 if label.en else 0.0)


def box_height(box: Box, *, spacing: Spacing = NORMAL) -> float:
    """Return the height of one box."""
    label_width = FRAME_WIDTH * box.label_width / 100 - PADDING
    value_width = FRAME_WIDTH * box.value_width / 100 - PADDING
    lines = sum(line_count(str(line), width=value_width, size=TEXT_SIZE) for line in box.lines)
    if box.choices:
        labels = " ".join(f"口口{choice.label}" for choice in box.choices)
        lines = line_count(labels, width=value_width, size=TEXT_SIZE)
    return max(spacing.least, label_height(box.label, width=label_width), lines * LINE) + spacing.box


def boxes_height(block: Boxes, *, spacing: Spacing = NORMAL) -> float:
    """Return the height of rows of boxes: each row is as high as its highest box."""
    return sum(max(box_height(box, spacing=spacing) for box in row) for row in block.rows) + 0.5


def grid_row_lines(grid: Grid, row: tuple[str, ...]) -> list[list[str]]:
    """Return the lines of every cell of a row."""
    widths = [FRAME_WIDTH * column.width / 100 - PADDING for column in grid.columns]
    return [wrap(cell, width=width, size=GRID_SIZE) for cell, width in zip(row, widths, strict=True)]


def grid_row_height(grid: Grid, row: tuple[str, ...]) -> float:
    """Return the height of one row of a list."""
    lines = max(len(cell) for cell in grid_row_lines(grid, row))
    return max(lines * GRID_LINE + 1.6, 6.76 if grid.is_form else 0)


def grid_frame_height(grid: Grid) -> float:
    """Return what a list needs besides its rows: caption, heads, frame."""
    heads = max(label_height(column.label, width=FRAME_WIDTH * column.width / 100 - PADDING) for column in grid.columns)
    return 6.4 + heads + 1.45 + 0.5 + (0.7 if grid.has_total else 0.0)


def grid_height(grid: Grid) -> float:
    """Return the height of a whole list."""
    return grid_frame_height(grid) + sum(grid_row_height(grid, row) for row in grid.rows)


def paragraph_lines(paragraph: Paragraph) -> list[str]:
    """Return the lines of a paragraph across the sheet."""
    return wrap(str(paragraph.text), width=FRAME_WIDTH - PADDING, size=TEXT_SIZE)


def paragraph_height(paragraph: Paragraph, *, lines: int, spacing: Spacing = NORMAL) -> float:
    """Return the height of so many lines of a paragraph with the space under it."""
    return lines * spacing.line + (0.85 if paragraph.is_chinese else spacing.paragraph)


def text_frame_height(text: Text, *, spacing: Spacing = NORMAL) -> float:
    """Return what a text needs besides its paragraphs: padding, frame and label."""
    label = label_height(text.label, width=FRAME_WIDTH - PADDING) + 1.45 if text.label else 0.0
    return spacing.text + 0.5 + label


def text_height(text: Text, *, spacing: Spacing = NORMAL) -> float:
    """Return the height of a whole text with its end mark."""
    if text.run:
        label = f"{text.label.zh} {text.label.en}:" if text.label else ""
        words = " ".join([label, *(str(paragraph.text) for paragraph in text.paragraphs), "*****"])
        return 3.7 + 4.9 * line_count(words, width=FRAME_WIDTH - PADDING, size=TEXT_SIZE)
    heights = [paragraph_height(p, lines=len(paragraph_lines(p)), spacing=spacing) for p in text.paragraphs]
    return text_frame_height(text, spacing=spacing) + sum(heights) + (END_MARK if text.ending else 0)


def issue_height(block: Issue) -> float:
    """Return the height of the issue block."""
    seal = 28.5 if block.low else 38.5
    height = 0.45
    for row in block.rows:
        width = (FRAME_WIDTH - (52.02 if block.seal else 0)) / len(row) - PADDING
        cells = [
            label_height(c.label, width=width) + 2.3 + 5.15 * line_count(c.value, width=width, size=11.52) for c in row
        ]
        height += max(15.05, *cells) + 2.05
    return max(seal if block.seal else 0.0, height)


def head_height(head: SheetHead, *, is_small: bool) -> float:
    """Return the height of letterhead, titles and number."""
    ids = 8.2
    if is_small:
        zh = line_count(f"{head.title.zh}（续页）", width=150, size=13.83)
        en = line_count(f"{head.title.en} – CONTINUATION SHEET", width=150, size=9.22)
        return 14.2 + 2.04 + zh * 6.1 + en * 4.27 + ids
    zh = line_count(head.title.zh, width=160, size=20.73)
    en = line_count(head.title.en, width=165, size=12.1 if head.number_label.en else 9.79)
    remarks = sum(line_count(remark, width=180, size=10.37) for remark in head.remarks)
    return 18.1 + 2.87 + 2.65 + zh * 8.95 + en * 5.49 + remarks * 5.15 + ids


def foot_height(foot: Foot) -> float:
    """Return the height of the fixed texts and the form number, or of the place of the code beside them."""
    height = 1.7 + 1.1 + 3.7
    for statement in foot.statements:
        height += 3.7 * line_count(statement.zh, width=161, size=8.07)
        height += 3.3 * line_count(statement.en, width=161, size=7.49) if statement.en else 0
    return max(height, 18.0)


def block_height(block: Block, *, spacing: Spacing = NORMAL) -> float:
    """Return the height of any block."""
    if isinstance(block, Boxes):
        return boxes_height(block, spacing=spacing)
    if isinstance(block, Grid):
        return grid_height(block)
    if isinstance(block, Text):
        return text_height(block, spacing=spacing)
    return issue_height(block)
