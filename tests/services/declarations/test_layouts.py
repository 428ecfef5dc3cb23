"""What can be imported: the columns of each kind are those of the catalogue, and a record becomes the row's columns."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from app.catalogue.loader import catalogue
from app.domain.imports.records import Record
from app.services.base.names import Names
from app.services.declarations import layouts

if TYPE_CHECKING:
    from flask import Flask


def test_every_code_list_of_a_layout_is_a_dictionary(context: Flask) -> None:
    names = Names()
    for kind in layouts.KINDS.values():
        lists = layouts.code_lists(kind.layout())
        assert lists, kind.resource
        assert [one for one in lists if one != "countries" and not names.codes(one)] == []


def test_a_layout_has_every_field_that_the_catalogue_declares() -> None:
    declared = catalogue().declaration
    layout = layouts.KINDS["declarations"].layout()
    assert [table.key for table in layout.tables] == ["goods_lines", "containers"]
    assert {one.key for one in layout.tables[0].fields} == {one.key for one in declared.goods_line}
    assert layout.number in {one.key for one in layout.header.fields}
    packaging = layouts.KINDS["packaging_applications"].layout()
    assert {one.key for one in packaging.header.fields} == {one.key for one in declared.packaging_application}


def test_a_record_becomes_the_columns_that_lists_search() -> None:
    record = Record(
        number="226000000000001",
        sheet="1",
        row="2",
        header={"inspection_no": "226000000000001", "declaring_customs": "0901", "declaration_date": "2026-11-20"},
        rows={"goods_lines": [{"goods_name_zh": name} for name in ("鳕鱼", "小豆", "鳕鱼")]},
    )
    columns = layouts.KINDS["declarations"].columns(record)
    assert (columns["goods_name"], columns["declaration_date"]) == ("鳕鱼、小豆", date(2026, 11, 20))
    assert len(columns["goods_lines"]) == 3
    empty = layouts.KINDS["packaging_applications"].columns(Record(number="P1", sheet="1", row="2"))
    assert (empty["inspection_no"], empty["entries"]) == (None, {})
