"""Exports of 100,000 rows: ours against tablib, each in its own process; seconds, and memory above the idle process.

The rows are made out of nothing, so that only the writing is compared.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

ROWS, COLUMNS = 100_000, 12
WRITERS = ("tablib", "xlsxwriter", "ours, xlsx", "ours, csv")
MEGABYTE = 1024


def run() -> None:
    """Print seconds, memory above idle and the ratio to tablib for each writer."""
    base = 0.0
    for name in WRITERS:
        answer = subprocess.run(
            [sys.executable, "-m", "benchmarks.exports", name], capture_output=True, check=True, text=True
        )
        found = json.loads(answer.stdout.splitlines()[-1])
        base = base or found["seconds"]
        print(
            f"{f'{ROWS:,} × {COLUMNS} cells, {name}':<44}{found['seconds']:8.2f} s  {found['megabytes']:6d} MB"
            f"  {found['seconds'] / base:8.3f} × tablib"
        )


def _rows() -> Iterator[list[Any]]:
    for number in range(ROWS):
        yield [
            f"22600000{number:07d}", "c3-1", "冻鸡胸肉 FROZEN CHICKEN BREAST", "已签发", "2026-11-23 14:30", number,
            "海岸水产有限公司（示例）", "[0901] - 大连港湾", "=1+1",
            "日本", "HANBIT SEAFOOD CO., LTD (EXAMPLE)", number / 2,
        ]  # fmt: skip


def _write(name: str, file: Any) -> None:
    heads = [f"Column {number}" for number in range(COLUMNS)]
    if name == "tablib":
        _tablib(heads, file)
    elif name == "xlsxwriter":
        _xlsxwriter(heads, file)
    else:
        _ours(name.removeprefix("ours, "), heads, file)


def _tablib(heads: list[str], file: Any) -> None:
    import tablib

    data = tablib.Dataset(headers=heads)
    for row in _rows():
        data.append(row)
    file.write(data.export("xlsx"))


def _xlsxwriter(heads: list[str], file: Any) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False})
    page = book.add_worksheet()
    page.write_row(0, 0, heads)
    for number, row in enumerate(_rows(), start=1):
        page.write_row(number, 0, row)
    book.close()


def _ours(kind: str, heads: list[str], file: Any) -> None:
    from app.reports import list_csv, list_excel
    from app.reports.list_sheet import ColumnHead, ListSheet

    writer = {"xlsx": list_excel.write, "csv": list_csv.write}[kind]
    writer(ListSheet(title="List", heads=[ColumnHead(head, 20) for head in heads], rows=_rows(), limit=10**6), file)


def _measure(name: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        __import__({"tablib": "tablib.formats._xlsx", "xlsxwriter": "xlsxwriter"}.get(name, "app.reports.list_excel"))
        idle = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        begun = time.perf_counter()
        with (Path(folder) / "list.xlsx").open("w+b") as file:
            _write(name, file)
        seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    print(json.dumps({"seconds": seconds, "megabytes": (peak - idle) // MEGABYTE}))


if __name__ == "__main__":
    _measure(sys.argv[1])
