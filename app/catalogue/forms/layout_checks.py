"""Check the layout of a form: rows full, tables as wide as the sheet, nesting bounded, signature blocks in order."""

from __future__ import annotations

from collections.abc import Iterator

from app.catalogue.faults import Fault
from app.catalogue.forms.definition import FormDefinition
from app.catalogue.forms.layout import (
    Box,
    BoxCell,
    BoxesBlock,
    BoxRow,
    ClausesBlock,
    FormBlock,
    GroupBlock,
    Item,
    PageBlock,
    PartBlock,
    SignBlock,
)  # fmt: skip
from app.catalogue.goods_checks import SHEET_WIDTH_MM, goods_faults

SIDE_TITLE_MM = 8  # what a part's turned title takes of the width
ROW_TWELFTHS = 12
MOST_LEVELS = 4  # of clauses under clauses
MOST_STACKS = 2  # of rows inside a cell inside a row
LEAST_VALUE_MM = 10  # what a label at the left must leave for the value
_HUNDREDTH = 0.01


def layout_faults(form: FormDefinition) -> Iterator[Fault]:
    """Yield what is wrong with the layout, beyond what it refers to."""
    yield from _blocks(form, form.layout.blocks, "layout.blocks", SHEET_WIDTH_MM)
    yield from _order_faults(form.layout.blocks)
    yield from goods_faults(form.layout.goods, {field.key for field in form.fields if field.repeats == "goods_line"})


def _blocks(form: FormDefinition, blocks: tuple[FormBlock, ...], place: str, width: float) -> Iterator[Fault]:
    for number, block in enumerate(blocks):
        at = f"{place}.{number}"
        if isinstance(block, BoxesBlock):
            label = block.label if block.label is not None else form.layout.label
            yield from _rows(form, block.rows, f"{at}.rows", width, label, 0)
        elif isinstance(block, GroupBlock):
            yield from _table(form, block, at, width)
        elif isinstance(block, ClausesBlock):
            yield from _levels(block.clauses, at, 1)
        elif isinstance(block, SignBlock):
            yield from _rows(form, block.issue.rows, f"{at}.issue.rows", width, "top", 0)
        elif isinstance(block, PartBlock):
            yield from _part(form, block, at, width)


def _part(form: FormDefinition, block: PartBlock, at: str, width: float) -> Iterator[Fault]:
    for number, inner in enumerate(block.part.blocks):
        if isinstance(inner, PartBlock):
            yield Fault(f"{at}.part.blocks.{number}", "part_in_part")
        if isinstance(inner, SignBlock) and inner.issue.sheets == "every":
            yield Fault(f"{at}.part.blocks.{number}", "issue_in_part")
    yield from _blocks(form, block.part.blocks, f"{at}.part.blocks", width - SIDE_TITLE_MM)


def _rows(
    form: FormDefinition, rows: tuple[BoxRow, ...], at: str, width: float, label: float | str, depth: int
) -> Iterator[Fault]:
    if depth > MOST_STACKS:
        yield Fault(at, "stack_too_deep", {"most": MOST_STACKS})
        return
    for number, row in enumerate(rows):
        place = f"{at}.{number}"
        if not row:
            yield Fault(place, "row_empty")
            continue
        share = _share(row)
        if share is None:
            yield Fault(place, "row_widths", {"name": _name(row)})
            continue
        for position, cell in enumerate(row):
            yield from _cell(form, cell, f"{place}.{position}", width, label, depth, share)


def _cell(
    form: FormDefinition, cell: Box, place: str, width: float, label: float | str, depth: int, share: float
) -> Iterator[Fault]:
    if isinstance(cell, str):
        yield from _label_faults(label, width * share / ROW_TWELFTHS, cell, place)
        return
    own = width * (cell.w or share) / ROW_TWELFTHS
    if cell.f is None and not cell.stack:
        yield Fault(place, "cell_empty")
    if cell.stack:
        yield from _rows(form, cell.stack, f"{place}.stack", own, label, depth + 1)
        return
    yield from _label_faults(cell.label if cell.label is not None else label, own, _name((cell,)), place)
    for key in cell.keys:
        field = form.field(key)
        if field and cell.shown_as == "checks" and not (field.options or field.code_list):
            yield Fault(place, "checks_without_options", {"key": key})
        if field and not isinstance(cell.f, str) and field.kind not in ("date", "date_or_text"):
            yield Fault(place, "span_of_no_dates", {"key": key})


def _label_faults(label: float | str, width: float, name: str, place: str) -> Iterator[Fault]:
    if not isinstance(label, str) and label > width - LEAST_VALUE_MM:
        yield Fault(place, "label_too_wide", {"name": name, "label": f"{label:g}", "width": f"{width:.1f}"})


def _share(row: BoxRow) -> float | None:
    """Return the twelfths of each cell that tells none, 0 where all do; None where the row does not add up."""
    widths = [cell.w for cell in row if isinstance(cell, BoxCell) and cell.w is not None]
    rest, sharing = ROW_TWELFTHS - sum(widths), len(row) - len(widths)
    if sharing == 0:
        return 0 if rest == 0 else None
    return rest / sharing if rest >= sharing else None


def _name(row: BoxRow) -> str:
    return " + ".join(key for cell in row for key in ((cell,) if isinstance(cell, str) else cell.keys))


def _table(form: FormDefinition, block: GroupBlock, at: str, width: float) -> Iterator[Fault]:
    group = form.group(block.table)
    if group is None:
        return
    if len(block.cols) != len(group.columns):
        params = {"key": block.table, "columns": len(group.columns), "widths": len(block.cols)}
        yield Fault(at, "table_columns", params)
    if abs(sum(block.cols) * block.sets - width) > _HUNDREDTH:
        params = {"key": block.table, "width": f"{sum(block.cols) * block.sets:g}", "sheet": width}
        yield Fault(at, "table_width", params)


def _levels(items: tuple[Item, ...], at: str, level: int) -> Iterator[Fault]:
    if level > MOST_LEVELS:
        yield Fault(at, "clauses_too_deep", {"most": MOST_LEVELS})
        return
    for item in items:
        yield from _levels(item.sub, at, level + 1) if item.sub else ()


def _order_faults(blocks: tuple[FormBlock, ...]) -> Iterator[Fault]:
    """Yield signature blocks twice at the foot of every sheet, and new sheets where there is nothing to end."""
    foot = [n for n, one in enumerate(blocks) if isinstance(one, SignBlock) and one.issue.sheets == "every"]
    for number in foot[1:]:
        yield Fault(f"layout.blocks.{number}", "issue_twice")
    for number, block in enumerate(blocks):
        if isinstance(block, PageBlock) and (number in (0, len(blocks) - 1) or (foot and number > foot[0])):
            yield Fault(f"layout.blocks.{number}", "page_without_blocks")
