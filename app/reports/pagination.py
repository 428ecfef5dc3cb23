"""Share a certificate out over sheets: what does not fit on the first goes on, in order, on further ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from app.catalogue.schema import RowsBlock, TableBlock, TextBlock
from app.reports.certificate_blocks import Composer
from app.reports.certificate_goods import GOODS
from app.reports.certificate_head import label_of
from app.reports.heights import (
    CONTINUED,
    GRID_LINE,
    NORMAL,
    SHEET,
    SLACK,
    TIGHT,
    Spacing,
    block_height,
    box_height,
    foot_height,
    grid_frame_height,
    grid_row_height,
    grid_row_lines,
    head_height,
    issue_height,
    paragraph_height,
    paragraph_lines,
    text_frame_height,
    text_height,
)
from app.reports.sheets import Block, Boxes, Foot, Grid, Issue, Paragraph, Sheet, SheetHead, Text

#: Rows of the list of goods a sheet takes at most.
ROWS_A_SHEET = 28
#: Lines of a text that must fit under its label before it may begin on a sheet.
FEWEST_LINES = 3

Section = Grid | Text


@dataclass(frozen=True)
class Pagination:
    """The sheets of a certificate and the sheets each continued section stands on."""

    sheets: tuple[Sheet, ...]
    pages_of: dict[str, tuple[int, int]]


def lay_out(composer: Composer, *, head: SheetHead, foot: Foot) -> Pagination:
    """Share the blocks out over as few sheets as needed; every sheet ends with the whole issue block."""
    room = SHEET - SLACK - head_height(head, is_small=False) - foot_height(foot)
    moved, spacing = _what_moves(composer, room=room)
    first, rest = _first_sheet(composer.blocks(moved), room=room, spacing=spacing)
    issue = next(block for block in first if isinstance(block, Issue))
    small = SHEET - SLACK - head_height(head, is_small=True) - foot_height(foot) - issue_height(issue)
    sections = [*_sections(composer, moved), *rest]
    further = _fill(sections, room=small)
    sheets = [Sheet(1, tuple(first), is_tight=spacing is TIGHT)]
    for number, parts in enumerate(further, start=2):
        parts[-1] = replace(parts[-1], grow=True)
        sheets.append(Sheet(number, (*parts, issue)))
    return Pagination(tuple(sheets), _pages_of(sheets, [section.key for section in sections]))


def _pages_of(sheets: Sequence[Sheet], keys: Sequence[str]) -> dict[str, tuple[int, int]]:
    pages: dict[str, tuple[int, int]] = {}
    for sheet in sheets[1:]:
        for block in sheet.blocks:
            if isinstance(block, Grid | Text) and block.key in keys:
                pages[block.key] = (pages.get(block.key, (sheet.number, 0))[0], sheet.number)
    return pages


# the first sheet


def _least(block: Block, *, spacing: Spacing) -> float:
    """Return the height a block needs on the first sheet; the growing text may go on elsewhere."""
    if isinstance(block, Text) and block.grow:
        lines = FEWEST_LINES * paragraph_height(Paragraph(""), lines=1, spacing=spacing)
        return min(text_frame_height(block, spacing=spacing) + lines + CONTINUED, text_height(block, spacing=spacing))
    return block_height(block, spacing=spacing)


def _what_moves(composer: Composer, *, room: float) -> tuple[frozenset[str], Spacing]:
    """Choose what leaves the first sheet, and whether it is set tight."""
    start = frozenset({GOODS}) if composer.goods.has_too_many() else frozenset()
    blocks = composer.blocks(start)
    for spacing in (NORMAL, TIGHT):
        if sum(block_height(block, spacing=spacing) for block in blocks) <= room:
            return start, spacing
    for spacing in (NORMAL, TIGHT):
        moved = _moved(composer, start, room=room, spacing=spacing)
        if moved is not None:
            return moved, spacing
    return _moved(composer, start, room=room, spacing=TIGHT, must=True) or start, TIGHT


def _moved(
    composer: Composer, moved: frozenset[str], *, room: float, spacing: Spacing, must: bool = False
) -> frozenset[str] | None:
    """Move the highest boxes, tables and texts until the rest fits; None when that is not enough."""
    while True:
        blocks = composer.blocks(moved)
        if sum(_least(block, spacing=spacing) for block in blocks) <= room:
            return moved
        candidates = _candidates(composer, blocks, moved)
        if not candidates:
            return moved if must else None
        moved |= {max(candidates, key=lambda candidate: candidate[0])[1]}


def _candidates(composer: Composer, blocks: Sequence[Block], moved: frozenset[str]) -> list[tuple[float, str]]:
    """Return height and key of everything that could still move."""
    listed = set(composer.goods.columns) if GOODS not in moved else set()
    found: list[tuple[float, str]] = []
    for block in blocks:
        if isinstance(block, Boxes):
            boxes = [box for row in block.rows for box in row if not box.choices]
            found += [(box_height(box), GOODS if box.key in listed else box.key) for box in boxes]
        elif (isinstance(block, Grid) and any(any(row) for row in block.rows)) or (
            isinstance(block, Text) and not block.grow and not block.key.startswith("@")
        ):
            found.append((block_height(block), block.key))
    return [(height, key) for height, key in found if key not in moved and height > HEIGHT_MOVED]


#: What a moved box still prints at most: where it goes on, in two languages.
HEIGHT_MOVED = 12.0


def _first_sheet(blocks: list[Block], *, room: float, spacing: Spacing) -> tuple[list[Block], list[Section]]:
    """Cut the growing text where the sheet is full; return the blocks of the sheet and the rest of the text."""
    fixed = sum(block_height(block, spacing=spacing) for block in blocks if not _grows(block))
    growing = [block for block in blocks if _grows(block)]
    rest: list[Section] = []
    shown: list[Block] = []
    for block in blocks:
        if isinstance(block, Text) and block.grow:
            part, remaining = _take_text(block, room=(room - fixed) / len(growing), must=True, spacing=spacing)
            shown.append(part or block)
            rest += [remaining] if remaining else []
        else:
            shown.append(block)
    return shown, rest


def _grows(block: Block) -> bool:
    return isinstance(block, Text) and block.grow


# further sheets


def _sections(composer: Composer, moved: frozenset[str]) -> list[Section]:
    """Return what was moved, in the order of the layout."""
    sections: list[Section] = [composer.goods.grid()] if GOODS in moved else []
    for block in composer.format.layout.blocks:
        if isinstance(block, RowsBlock):
            cells = [cell for row in block.rows for cell in row]
            keys = [cell if isinstance(cell, str) else cell.f for cell in cells]
            sections += [_whole_text(composer, key) for key in keys if isinstance(key, str) and key in moved]
        elif isinstance(block, TableBlock) and block.table in moved:
            table = next(t for t in composer.format.tables if t.key == block.table)
            sections.append(composer.table_grid(block, rows=composer.table_rows(table)))
        elif isinstance(block, TextBlock) and block.text in moved:
            sections.append(_whole_text(composer, block.text))
    return sections


def _whole_text(composer: Composer, key: str) -> Text:
    field = composer.format.field(key)
    label = label_of(composer.format, field).continued()
    return Text(key=key, label=label, paragraphs=composer.paragraphs_of(field), ending="mark")


def _fill(sections: Sequence[Section], *, room: float) -> list[list[Section]]:
    """Put the sections one under the other on as many sheets as they need."""
    sheets: list[list[Section]] = []
    left = 0.0
    for section in sections:
        remaining: Section | None = section
        while remaining is not None:
            is_empty = not sheets or not sheets[-1]
            part, after = _take(remaining, room=left, must=is_empty and bool(sheets))
            if part is not None:
                sheets[-1].append(part)
                left -= block_height(part) + (CONTINUED if part.ending == "continued" else 0)
                remaining = after
            if part is None or remaining is not None:
                sheets.append([])
                left = room
    return [sheet for sheet in sheets if sheet]


def _take(section: Section, *, room: float, must: bool) -> tuple[Section | None, Section | None]:
    if isinstance(section, Grid):
        return _take_rows(section, room=room, must=must)
    return _take_text(section, room=room, must=must)


def _take_rows(grid: Grid, *, room: float, must: bool) -> tuple[Grid | None, Grid | None]:
    """Return the rows that fit and the list that is left; `must` cuts a row where not even one fits."""
    room -= grid_frame_height(grid) + CONTINUED
    heights = accumulate(grid_row_height(grid, row) for row in grid.rows[: ROWS_A_SHEET + grid.has_total])
    count = sum(height <= room for height in heights)
    if count == len(grid.rows):
        return replace(grid, ending="mark"), None
    is_total_alone = grid.has_total and count == len(grid.rows) - 1
    count -= is_total_alone and count > 1
    rows = grid.rows
    if count < (1 if must else 2):
        if not must:
            return None, grid
        rows, count = (*_cut_row(grid, room=room), *grid.rows[1:]), 1
    caption = grid.caption if grid.caption.zh.endswith("（续）") else grid.caption.continued()
    part = replace(grid, rows=rows[:count], has_total=False, ending="continued")
    return part, replace(grid, rows=rows[count:], caption=caption)


def _cut_row(grid: Grid, *, room: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Cut a row that is higher than a sheet in two."""
    fitting = max(1, int((room - 1.6) / GRID_LINE))
    cells = grid_row_lines(grid, grid.rows[0])
    return tuple("".join(c[:fitting]) for c in cells), tuple("".join(c[fitting:]) for c in cells)


def _take_text(text: Text, *, room: float, must: bool, spacing: Spacing = NORMAL) -> tuple[Text | None, Text | None]:
    """Return the lines that fit and the text that is left; `must` takes a line even where none fits."""
    if text_height(text, spacing=spacing) <= room:
        return text, None
    room -= text_frame_height(text, spacing=spacing) + CONTINUED
    taken, rest = _take_paragraphs(text.paragraphs, room=room, must=must, spacing=spacing)
    if not taken:
        return None, text
    if not rest:
        return text, None
    label = text.label if text.label is None or text.label.zh.endswith("（续）") else text.label.continued()
    part = replace(text, paragraphs=tuple(taken), ending="continued")
    return part, replace(text, paragraphs=tuple(rest), label=label, grow=False)


def _take_paragraphs(
    paragraphs: Sequence[Paragraph], *, room: float, must: bool, spacing: Spacing
) -> tuple[list[Paragraph], list[Paragraph]]:
    """Return the paragraphs that fit, the last one cut between its lines, and those that are left."""
    taken: list[Paragraph] = []
    for place, paragraph in enumerate(paragraphs):
        lines = paragraph_lines(paragraph)
        heights = [paragraph_height(paragraph, lines=n, spacing=spacing) for n in range(1, len(lines) + 1)]
        fitting = max(sum(height <= room for height in heights), 1 if must and not taken else 0)
        if fitting < len(lines):
            rest = replace(paragraph, text="".join(lines[fitting:]).lstrip())
            if fitting:
                taken.append(replace(paragraph, text="".join(lines[:fitting]).rstrip()))
            return taken, [rest, *paragraphs[place + 1 :]]
        taken.append(paragraph)
        room -= heights[-1]
    return taken, []
