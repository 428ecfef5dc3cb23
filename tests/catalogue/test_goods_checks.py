"""The list of goods: its columns are fields of the goods lines, and with the numbers they fill the sheet."""

from __future__ import annotations

import pytest

from app.catalogue.facts import GoodsList
from app.catalogue.goods_checks import goods_faults


@pytest.mark.parametrize(
    ("cols", "codes"),
    [
        (None, ["goods_without_columns"]),
        ({"goods_name": 100.0, "weight": 72.0}, []),
        ({"goods_name": 100.0, "colour": 72.0}, ["goods_column_unknown"]),
        ({"goods_name": 100.0, "weight": 71.9}, ["goods_width"]),
    ],
)
def test_what_is_wrong_with_the_list_is_told(cols: dict[str, float] | None, codes: list[str]) -> None:
    goods = GoodsList(cols=cols) if cols else None
    assert [fault.code for fault in goods_faults(goods, {"goods_name", "weight"})] == codes


def test_a_format_without_goods_lines_needs_no_list() -> None:
    assert list(goods_faults(None, set())) == []
