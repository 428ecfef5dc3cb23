"""Check a layout against its format: everything placed once, every row full, every table on the sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from app.catalogue.faults import Fault
from app.catalogue.goods_checks import SHEET_WIDTH_MM, goods_faults
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

ROW_TWELFTHS = 12
#: Printed by the head of every sheet, so never placed by a layout.
HEAD_FIELDS = frozenset({"certificate_no", "copy_mark", "page_no"})


def layout_faults(fmt: Format) -> Iterator[Fault]:
    """Yield what is wrong with the layout."""
    yield from _placement_faults(fmt)
    for number, block in enumerate(fmt.layout.blocks):
        for code, params in _block_faults(block, fmt):
            yield Fault(f"layout.blocks.{number}", code, params)
    yield from goods_faults(fmt.layout.goods, {field.key for field in fmt.fields if field.repeats == "goods_line"})


def _placement_faults(fmt: Format) -> Iterator[Fault]:
    placed = Counter(_placed(fmt))
    known = {field.key for field in fmt.fields} | {table.key for table in fmt.tables}
    for key, count in placed.items():
        if key not in known:
            yield Fault("layout", "field_unknown", {"key": key})
        elif key in HEAD_FIELDS:
            yield Fault("layout", "field_of_head", {"key": key})
        elif count > 1:
            yield Fault("layout", "placed_twice", {"key": key, "count": count})
    columns = {column for table in fmt.tables for column in table.columns if isinstance(column, str)}
    for key in sorted(known - HEAD_FIELDS - columns - set(placed)):
        yield Fault("layout", "not_placed", {"key": key})
    for key in sorted(columns & set(placed)):
        yield Fault("layout", "column_placed", {"key": key})


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


_Found = Iterator[tuple[str, dict[str, object]]]


def _block_faults(block: Block, fmt: Format) -> _Found:
    if isinstance(block, TableBlock):
        yield from _table_faults(block, fmt)
    elif isinstance(block, TextBlock):
        statements = {statement.key for statement in fmt.statements}
        if block.text.startswith("@") and block.text[1:] not in statements:
            yield "statement_unknown", {"key": block.text[1:]}
    elif isinstance(block, RowsBlock):
        for row in block.rows:
            yield from _row_faults(row)


def _row_faults(row: tuple[str | Cell, ...]) -> _Found:
    name = " + ".join(key for cell in row for key in cell_keys(cell))
    if not row:
        yield "row_empty", {}
        return
    widths = [cell.w for cell in row if isinstance(cell, Cell) and cell.w is not None]
    rest, sharing = ROW_TWELFTHS - sum(widths), len(row) - len(widths)
    if (sharing == 0 and rest != 0) or (sharing and (rest < sharing or rest % sharing)):
        yield "row_widths", {"name": name}


def _table_faults(block: TableBlock, fmt: Format) -> _Found:
    table: Table | None = next((t for t in fmt.tables if t.key == block.table), None)
    if table is None:
        yield "table_unknown", {"key": block.table}
        return
    if len(block.cols) != len(table.columns):
        yield "table_columns", {"key": block.table, "columns": len(table.columns), "widths": len(block.cols)}
    if abs(sum(block.cols) * block.sets - SHEET_WIDTH_MM) > 0.01:  # noqa: PLR2004 - a hundredth of a mm
        width = f"{sum(block.cols) * block.sets:g}"
        yield "table_width", {"key": block.table, "width": width, "sheet": SHEET_WIDTH_MM}
