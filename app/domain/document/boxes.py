"""From a box of the paper to the entry of the form behind it."""

from __future__ import annotations

from app.domain.document.printed import GROUPS, column_keys
from app.domain.document.shapes import FieldShape, FormatShape

#: The list that goods lines move to when they are too many for their boxes.
GOODS_LIST = "goods"


def entry_of(fmt: FormatShape, key: str) -> str:
    """Return the path of the entry behind a box, "" when nobody enters what stands there.

    A box is named by its field, a row of a table by table and number from 0 (`tests.3`).
    """
    name, _, row = key.partition(".")
    number = int(row) if row.isascii() and row.isdigit() else 0
    for field in fmt.fields:
        if field.key == name:
            return _of_field(field, number)
    repeats = next((table.repeats for table in fmt.tables if table.key == name), "")
    if name == GOODS_LIST:
        repeats = "goods_line"
    printed = [field for field in fmt.fields if field.repeats == repeats]
    if printed:
        return _of_field(printed[0], number)
    return f"{GROUPS[repeats]}.{number}." if repeats in GROUPS else ""


def _of_field(field: FieldShape, number: int) -> str:
    group = GROUPS.get(field.repeats)
    if group:
        return f"{group}.{number}.{column_keys(field)[0]}"
    return "" if field.entered_by == "system" else f"values.{field.key}"
