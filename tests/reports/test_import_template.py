"""Templates for imports: a workbook whose columns are texts, a line of headings, an example with every key."""

from __future__ import annotations

import csv
import io
import json

from openpyxl import load_workbook

from app.reports.import_template import WRITERS, csv_line, json_example, workbook
from tests.factories.import_layouts import LAYOUT

NOTES = [("Worksheet", "Column", "Required", "Allowed"), ("Goods", "Weight", "yes", "a number")]


def test_the_workbook_has_a_sheet_a_table_and_one_that_explains() -> None:
    book = load_workbook(io.BytesIO(workbook(LAYOUT, language="en", notes_name="Notes", notes=NOTES)))
    assert book.sheetnames == ["Declaration", "Goods", "Containers", "Notes"]
    assert [cell.value for cell in book["Goods"][1]] == ["Inspection no. *", "line_no", "Weight *", "brand"]
    assert book["Goods"]["A1"].number_format == "@"  # leading zeros stay
    assert [[cell.value for cell in row] for row in book["Notes"].rows] == [list(note) for note in NOTES]


def test_the_flat_file_names_table_and_column() -> None:
    made = csv_line(LAYOUT, language="zh")
    assert made.startswith(b"\xef\xbb\xbf")
    (heads,) = csv.reader(io.StringIO(made.decode("utf-8-sig")))
    assert heads == [
        "报检号 *", "目的国（地区） *", "note", "货物·line_no", "货物·重量 *", "货物·brand", "集装箱·container_no",
    ]  # fmt: skip


def test_the_example_has_every_key_and_nothing_in_it() -> None:
    assert json.loads(json_example(LAYOUT, name="declarations")) == {
        "declarations": [
            {
                "inspection_no": "", "country": "", "note": "",
                "goods_lines": [{"line_no": "", "weight": "", "brand": ""}], "containers": [{"container_no": ""}],
            }
        ]
    }  # fmt: skip


def test_every_kind_has_its_writer() -> None:
    made = {kind: write(LAYOUT, "zh", "declarations", NOTES) for kind, (_type, write) in WRITERS.items()}
    assert load_workbook(io.BytesIO(made["xlsx"])).sheetnames[-1] == "说明"
    assert made["csv"] == csv_line(LAYOUT, language="zh")
    assert made["json"] == json_example(LAYOUT, name="declarations")
