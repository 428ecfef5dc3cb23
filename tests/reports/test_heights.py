"""How high blocks print: never lower for more text, and lower on a tight sheet."""

from __future__ import annotations

from app.reports import heights
from app.reports.heights import NORMAL, TIGHT
from app.reports.sheets import Box, Boxes, Column, Foot, Grid, Issue, IssueCell, Label, Paragraph, SheetHead, Text

NAME = Label("发货人", "Consignor")


def box(*lines: str) -> Box:
    return Box(key="consignor", label=NAME, label_width=20, value_width=80, lines=lines)


def test_a_row_is_as_high_as_its_highest_box() -> None:
    low, high = box("海盛"), box(*["Haisheng Foods Ltd. " * 6] * 4)
    assert heights.box_height(low) < heights.box_height(high)
    assert heights.boxes_height(Boxes(rows=((low, high),))) == heights.box_height(high) + 0.5
    assert heights.block_height(Boxes(rows=((low,),)), spacing=TIGHT) < heights.block_height(Boxes(rows=((low,),)))


def test_a_list_is_its_frame_and_its_rows() -> None:
    rows = (("1", "冻鱼"), ("2", "Frozen fish " * 20))
    columns = (Column(label=Label("序号", "No."), width=10), Column(label=Label("货物", "Goods"), width=90))
    grid = Grid(key="goods", caption=NAME, columns=columns, rows=rows)
    assert heights.grid_row_height(grid, rows[0]) < heights.grid_row_height(grid, rows[1])
    parts = [heights.grid_row_height(grid, row) for row in rows]
    assert heights.block_height(grid) == heights.grid_frame_height(grid) + sum(parts)
    assert [len(cell) for cell in heights.grid_row_lines(grid, rows[0])] == [1, 1]


def test_a_text_grows_with_its_paragraphs_and_its_end_mark() -> None:
    paragraph = Paragraph("This is to certify. " * 30)
    text = Text(key="text", paragraphs=(paragraph,))
    ended = Text(key="text", paragraphs=(paragraph,), ending="mark")
    assert heights.text_height(ended) == heights.text_height(text) + heights.END_MARK
    assert heights.text_height(text, spacing=TIGHT) < heights.text_height(text, spacing=NORMAL)
    lines = len(heights.paragraph_lines(paragraph))
    assert lines > 1
    assert heights.paragraph_height(paragraph, lines=lines) > lines * NORMAL.line
    labelled = Text(key="text", paragraphs=(paragraph,), label=NAME, run=True)
    assert heights.block_height(labelled) > heights.label_height(NAME, width=150)


def test_the_issue_block_leaves_room_for_the_seal() -> None:
    cells = ((IssueCell(NAME, "大连"),),)
    sealed, bare = Issue(rows=cells, seal=NAME), Issue(rows=cells, seal=None)
    assert heights.issue_height(bare) < heights.issue_height(sealed) == 38.5
    assert heights.issue_height(Issue(rows=cells, seal=NAME, low=True)) == 28.5


def test_head_and_foot_grow_with_what_they_say() -> None:
    head = SheetHead(
        letterhead=NAME, title=NAME, remarks=(), mark=None, number_label=NAME, number="1", has_counter=True
    )
    assert heights.head_height(head, is_small=True) < heights.head_height(head, is_small=False)
    short, long = Foot(statements=(), form_no="c3-1"), Foot(statements=(NAME,) * 9, form_no="c3-1")
    assert heights.foot_height(short) == 18.0 < heights.foot_height(long)
