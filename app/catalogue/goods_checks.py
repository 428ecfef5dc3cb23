"""Check the list of goods on continuation sheets: its columns are fields of the goods lines and fill the sheet."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from app.catalogue.facts import GoodsList
from app.catalogue.faults import Fault

SHEET_WIDTH_MM = 182
ITEM_COLUMN_MM = 10  # the column of numbers
_HUNDREDTH = 0.01


def goods_faults(goods: GoodsList | None, repeating: Collection[str]) -> Iterator[Fault]:
    """Yield what is wrong with the list; `repeating` are the keys of the fields that goods lines fill."""
    if goods is None:
        if repeating:
            yield Fault("layout.goods", "goods_without_columns")
        return
    for key in goods.cols:
        if key not in repeating:
            yield Fault("layout.goods", "goods_column_unknown", {"key": key})
    width = sum(goods.cols.values()) + ITEM_COLUMN_MM
    if abs(width - SHEET_WIDTH_MM) > _HUNDREDTH:
        yield Fault("layout.goods", "goods_width", {"width": f"{width:g}", "sheet": SHEET_WIDTH_MM})
