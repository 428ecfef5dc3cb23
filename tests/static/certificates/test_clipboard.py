"""Rows from the clipboard: what spreadsheets put there, and where it goes in a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.static.conftest import Run

MODULE = "certificates/clipboard.js"
CELLS = {
    "one": [["one"]],
    "a\tb\nc\td\n": [["a", "b"], ["c", "d"]],
    "a\tb\r\nc\td\r\n": [["a", "b"], ["c", "d"]],
    "a\rb": [["a"], ["b"]],
    "a\t\tb": [["a", "", "b"]],
    '"two\nlines"\tx': [["two\nlines", "x"]],
    '"a ""quoted"" word"\tx': [['a "quoted" word', "x"]],
    '5" pipe\tx': [['5" pipe', "x"]],
    '"tab\there"': [["tab\there"]],
    "\n\n a \n\t\n": [[" a "]],
    "": [],
    " \t \n": [],
    '"never closed\tx': [["never closed\tx"]],
}
COLUMNS = [
    {"key": "name", "label": "品名", "names": ["品名", "Description of goods"], "own": True},
    {"key": "weight", "label": "重量", "names": ["重量", "Weight"], "own": True},
    {"key": "result", "label": "结果", "names": ["结果", "Result"], "own": False},
    {"key": "unit", "label": "单位", "names": ["单位", "Unit"], "own": True},
]
LAY = """(clipboard, {lines, rows, at, from, columns}) => {
  let made = 0;
  const before = JSON.stringify(rows);
  const blank = () => ({_k: 100 + (made += 1)});
  const laid = clipboard.laidOver(lines, rows, {at, from: from || undefined, columns, blank});
  return {laid, isUntouched: JSON.stringify(rows) === before};
}"""


def lay(run: Run, lines: list[list[str]], rows: list[dict[str, Any]], at: int, from_: str = "") -> list[dict[str, Any]]:
    told = run(MODULE, LAY, {"lines": lines, "rows": rows, "at": at, "from": from_, "columns": COLUMNS})
    assert told["isUntouched"]
    laid: list[dict[str, Any]] = told["laid"]
    return laid


def test_cells_are_read_as_spreadsheets_write_them(run: Run) -> None:
    read = run(MODULE, "(clipboard, texts) => texts.map(clipboard.spreadsheetLines)", list(CELLS))
    assert dict(zip(CELLS, read, strict=True)) == CELLS


def test_rows_are_laid_over_those_there_are_and_new_ones_follow(run: Run) -> None:
    rows = [{"_k": 1, "name": "old", "weight": "1"}, {"_k": 2, "name": "second"}]
    assert lay(run, [["fish", " 20 ", "KG"], ["rice", "30"]], rows, 1) == [
        {"_k": 1, "name": "old", "weight": "1"},
        {"_k": 2, "name": "fish", "weight": "20", "unit": "KG"},
        {"_k": 101, "name": "rice", "weight": "30"},
    ]
    # what customs fill in is never pasted, and what has no column is left out
    assert lay(run, [["fish", "20", "KG", "more"]], [], 0) == [
        {"_k": 101, "name": "fish", "weight": "20", "unit": "KG"},
    ]


def test_a_cell_is_where_a_paste_begins(run: Run) -> None:
    rows = [{"_k": 1, "name": "fish", "weight": "1"}]
    assert lay(run, [["20", "KG"]], rows, 0, "weight") == [{"_k": 1, "name": "fish", "weight": "20", "unit": "KG"}]


def test_a_line_of_headings_chooses_the_columns(run: Run) -> None:
    lines = [["WEIGHT *", "unknown", "Description of goods"], ["20", "x", "fish"]]
    assert lay(run, lines, [], 0) == [{"_k": 101, "name": "fish", "weight": "20"}]
    # also from a cell on; half of the headings is not enough
    assert lay(run, lines, [], 0, "unit") == [{"_k": 101, "name": "fish", "weight": "20"}]
    assert lay(run, [["重量", "x"]], [], 0) == [{"_k": 101, "name": "重量", "weight": "x"}]
    assert lay(run, [["品名", "weight"]], [], 0) == []
