"""The columns of a format's rows come from what its repeating boxes print."""

from __future__ import annotations

import pytest

from app.catalogue.columns import row_columns
from app.catalogue.loader import catalogue
from app.catalogue.schema import Format, RowColumn

DECLARATION = catalogue().declaration


def columns(code: str, group: str) -> dict[str, RowColumn]:
    found = row_columns(catalogue().formats[code], DECLARATION)
    return {one.key: one for one in found if one.group == group}


@pytest.mark.parametrize("fmt", catalogue().formats.values(), ids=lambda fmt: fmt.code)
def test_each_column_stands_once(fmt: Format) -> None:
    found = [(one.group, one.key) for one in row_columns(fmt, DECLARATION)]
    assert len(found) == len(set(found))


def test_a_declared_column_has_name_kind_and_decimals_of_the_declaration() -> None:
    weight, count = columns("c3-1", "goods_lines")["weight"], columns("c3-1", "goods_lines")["package_count"]
    assert (weight.zh, weight.en, weight.kind, weight.decimals) == ("报检重量", "Net weight", "decimal", 5)
    assert (count.kind, count.decimals) == ("decimal", 0)


def test_a_code_leaves_room_to_edit_its_name() -> None:
    unit = columns("c3-1", "goods_lines")["weight_unit"]
    assert (unit.kind, unit.max_length, unit.code_list) == ("text", 100, "units")


def test_a_table_has_the_columns_that_it_names() -> None:
    table = catalogue().formats["c5-1"].tables[0]
    assert tuple(columns("c5-1", "treatments")) == table.columns
