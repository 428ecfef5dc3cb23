"""From a box of the paper to the entry of the form behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.domain.document.printed import GROUPS, column_keys
from app.domain.document.shapes import FieldShape, FormatShape

#: The list that goods lines move to when they are too many for their boxes.
GOODS_LIST = "goods"


def entry_of(fmt: FormatShape, key: str, columns: Mapping[str, Sequence[str]]) -> str:
    """Return the path of the entry behind a box, "" when nobody enters what stands there.

    A box is named by its field, a cell by table, row and column from 0 (`tests.3.1`). `columns` tells what the columns
    of each table print: the key of a field, or of a column of its own; "" for what is not entered.
    """
    name, *cell = key.split(".")
    fields = {field.key: field for field in fmt.fields}
    if name in fields and not cell:
        return _of_field(fields[name], 0)
    group = _group(fmt, name)
    if not group or not all(part.isascii() and part.isdigit() for part in cell):
        return ""
    row, column = (*map(int, cell), 0, 0)[:2]
    printed = columns.get(name, ())
    entered = printed[column] if column < len(printed) else ""
    return _of_field(fields[entered], row) if entered in fields else f"{group}.{row}.{entered}"


def _group(fmt: FormatShape, name: str) -> str:
    group = next((table.group for table in fmt.tables if table.key == name), "")
    return group or (GROUPS["goods_line"] if name == GOODS_LIST else "")


def _of_field(field: FieldShape, row: int) -> str:
    group = GROUPS.get(field.repeats)
    if group:
        return f"{group}.{row}.{column_keys(field)[0]}"
    return "" if field.entered_by == "system" else f"values.{field.key}"
