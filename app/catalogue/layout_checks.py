"""Check a layout against its format: everything placed once, every row full, every table on the sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from app.catalogue.schema import (
    Block,
    Cell,
    Format,
    IssueBlock,
    RowsBlock,
    Table,
    TableBlock,
    TextBlock,
    cell_keys,
)  # fmt: skip

SHEET_WIDTH_MM = 182
ITEM_COLUMN_MM = 10  # the number column of the goods list on continuation sheets
ROW_TWELFTHS = 12
#: Printed by the head of every sheet, so never placed by a layout.
HEAD_FIELDS = frozenset({"certificate_no", "copy_mark", "page_no"})


def layout_faults(fmt: Format) -> Iterator[str]:
    """Yield what is wrong with the layout, in words."""
    yield from _placement_faults(fmt)
    for block in fmt.layout.blocks:
        yield from _block_faults(block, fmt)
    yield from _goods_faults(fmt)


def _placement_faults(fmt: Format) -> Iterator[str]:
    placed = Counter(_placed(fmt))
    known = {field.key for field in fmt.fields} | {table.key for table in fmt.tables}
    for key, count in placed.items():
        if key not in known:
            yield f"layout: the field {key} does not exist"
        elif key in HEAD_FIELDS:
            yield f"layout: the field {key} is printed by the head, it is not placed"
        elif count > 1:
            yield f"layout: the field {key} is placed {count} times"
    columns = {column for table in fmt.tables for column in table.columns if isinstance(column, str)}
    for key in known - HEAD_FIELDS - columns - set(placed):
        yield f"layout: {key} is not placed"
    for key in columns & set(placed):
        yield f"layout: the field {key} is a column of a table, it is not placed again"


def _placed(fmt: Format) -> Iterator[str]:
    head = fmt.layout.head
    yield from (key for key in (head.title, head.subtitle, head.note) if key)
    for block in fmt.layout.blocks:
        yield from _block_keys(block)


def _block_keys(block: Block) -> Iterator[str]:
    if isinstance(block, TableBlock):
        yield block.table
    elif isinstance(block, TextBlock):
        if not block.text.startswith("@"):
            yield block.text
    elif isinstance(block, IssueBlock):
        if block.issue.seal:
            yield block.issue.seal
        yield from (key for row in block.issue.rows for cell in row for key in cell_keys(cell))
    else:
        yield from (key for row in block.rows for cell in row for key in cell_keys(cell))


def _block_faults(block: Block, fmt: Format) -> Iterator[str]:
    if isinstance(block, TableBlock):
        yield from _table_faults(block, fmt)
    elif isinstance(block, TextBlock):
        statements = {statement.key for statement in fmt.statements}
        if block.text.startswith("@") and block.text[1:] not in statements:
            yield f"layout: the statement {block.text[1:]} does not exist"
    elif isinstance(block, RowsBlock):
        for row in block.rows:
            yield from _row_faults(row)


def _row_faults(row: tuple[str | Cell, ...]) -> Iterator[str]:
    name = " + ".join(key for cell in row for key in cell_keys(cell))
    if not row:
        yield "layout: a row is empty"
        return
    widths = [cell.w for cell in row if isinstance(cell, Cell) and cell.w is not None]
    rest, sharing = ROW_TWELFTHS - sum(widths), len(row) - len(widths)
    if (sharing == 0 and rest != 0) or (sharing and (rest < sharing or rest % sharing)):
        yield f"layout: the widths of the row {name} do not add up to twelve twelfths"


def _table_faults(block: TableBlock, fmt: Format) -> Iterator[str]:
    table: Table | None = next((t for t in fmt.tables if t.key == block.table), None)
    if table is None:
        yield f"layout: the table {block.table} does not exist"
        return
    if len(block.cols) != len(table.columns):
        yield f"layout: the table {block.table} has {len(table.columns)} columns, the layout {len(block.cols)}"
    if abs(sum(block.cols) * block.sets - SHEET_WIDTH_MM) > 0.01:  # noqa: PLR2004 - a hundredth of a mm
        yield f"layout: the table {block.table} is {sum(block.cols) * block.sets:g} mm wide, not {SHEET_WIDTH_MM}"


def _goods_faults(fmt: Format) -> Iterator[str]:
    repeating = {field.key for field in fmt.fields if field.repeats == "goods_line"}
    goods = fmt.layout.goods
    if goods is None:
        if repeating:
            yield "layout: the goods list has no columns"
        return
    for key in goods.cols:
        if key not in repeating:
            yield f"layout: the goods list's column {key} is not a field of the goods lines"
    width = sum(goods.cols.values()) + ITEM_COLUMN_MM
    if abs(width - SHEET_WIDTH_MM) > 0.01:  # noqa: PLR2004 - a hundredth of a mm
        yield f"layout: the goods list is {width:g} mm wide, not {SHEET_WIDTH_MM}"
