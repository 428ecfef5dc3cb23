"""Layouts are checked against their format: every box placed once, rows full, tables as wide as the sheet."""

from __future__ import annotations

from typing import Any

import pytest

from app.catalogue.layout_checks import HEAD_FIELDS, layout_faults
from app.catalogue.loader import catalogue
from app.catalogue.schema import Format

VETERINARY, PHYTOSANITARY = catalogue().formats["c3-1"], catalogue().formats["c5-1"]


def faults(fmt: Format, **changed: Any) -> dict[str, Any]:
    """Return what is wrong once parts of a layout are changed: code of the fault → its parameters."""
    layout = fmt.layout.model_copy(update=changed)
    return {one.code: one.params for one in layout_faults(fmt.model_copy(update={"layout": layout}))}


@pytest.mark.parametrize("fmt", catalogue().formats.values(), ids=lambda fmt: fmt.code)
def test_the_packaged_layouts_have_no_fault(fmt: Format) -> None:
    assert list(layout_faults(fmt)) == []


def test_a_box_that_nothing_places_and_one_placed_twice_are_told() -> None:
    first, *rest = VETERINARY.layout.blocks
    assert set(faults(VETERINARY, blocks=tuple(rest))) == {"not_placed"}
    twice = faults(VETERINARY, blocks=(first, first, *rest))
    assert twice["placed_twice"]["count"] == 2


def test_what_the_head_prints_is_not_placed_again() -> None:
    key = min(HEAD_FIELDS)
    head = VETERINARY.layout.head.model_copy(update={"note": key})
    assert faults(VETERINARY, head=head) == {"field_of_head": {"key": key}}


def test_a_row_is_full_and_a_table_as_wide_as_the_sheet() -> None:
    table = next(block for block in PHYTOSANITARY.layout.blocks if getattr(block, "table", "") == "treatments")
    others = [block for block in PHYTOSANITARY.layout.blocks if block is not table]
    wider = table.model_copy(update={"cols": (30.0, 58.0, 94.0)})
    assert faults(PHYTOSANITARY, blocks=(*others, wider)) == {
        "table_columns": {"key": "treatments", "columns": 4, "widths": 3}
    }
    narrower = table.model_copy(update={"cols": (30.0, 58.0, 46.0, 38.0)})
    assert faults(PHYTOSANITARY, blocks=(*others, narrower))["table_width"]["width"] == "172"
    empty = next(block for block in others if getattr(block, "rows", ())).model_copy(update={"rows": ((),)})
    assert "row_empty" in faults(PHYTOSANITARY, blocks=(*others, table, empty))


def test_the_goods_list_has_columns_of_goods_and_the_width_of_the_sheet() -> None:
    assert set(faults(VETERINARY, goods=None)) == {"goods_without_columns"}
    goods = VETERINARY.layout.goods
    assert goods is not None
    strange = goods.model_copy(update={"cols": {"consignor": 100.0}})
    assert faults(VETERINARY, goods=strange) == {
        "goods_column_unknown": {"key": "consignor"},
        "goods_width": {"width": "110", "sheet": 182},
    }
