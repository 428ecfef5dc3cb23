"""Exports 导出: a list as a file, made in bounded memory."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO, TypeAlias

from app.gateways import gateways
from app.reports import list_csv, list_excel, list_pdf
from app.reports.list_sheet import ListSheet, clean

#: Bytes that stay in memory before the file goes to disk.
SPOOLED = 4 * 1024 * 1024
#: Rows that are exported while the reader waits; longer lists are written in the background.
AT_ONCE = 1_000


#: what exports are written into: a file, or memory as long as it is small
File: TypeAlias = IO[bytes] | tempfile.SpooledTemporaryFile[bytes]


@dataclass(frozen=True)
class Export:
    """Hold a finished file at its beginning, with the name it is saved under."""

    file: File
    name: str
    mimetype: str


@dataclass(frozen=True)
class ExportKind:
    """Declare one kind of export: who writes it, its type, and how many rows it takes."""

    write: Callable[[ListSheet, File], int | None]
    mimetype: str
    max_rows: int


def make(kind: str, sheet: ListSheet) -> Export:
    """Write a list as a file of this kind; raises KeyError for an unknown one."""
    file = tempfile.SpooledTemporaryFile(max_size=SPOOLED)  # noqa: SIM115 the answer closes it
    write(kind, sheet, file)
    file.seek(0)
    return Export(file, file_name(sheet.title, kind), KINDS[kind].mimetype)


def write(kind: str, sheet: ListSheet, file: File) -> None:
    """Write a list into a file; raises KeyError for an unknown kind."""
    KINDS[kind].write(sheet, file)


def file_name(title: str, kind: str) -> str:
    """Return the name that a list is saved under."""
    kept = "".join(letter for letter in clean(title) if letter.isalnum() or letter in " -–_（）()").strip()
    return f"{kept or 'list'}.{kind}"


def _pdf(sheet: ListSheet, file: File) -> None:
    file.write(gateways().pdf.render(list_pdf.write(sheet).html, pages=None))


KINDS: dict[str, ExportKind] = {
    "xlsx": ExportKind(
        list_excel.write, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", list_excel.MAX_ROWS
    ),
    "pdf": ExportKind(_pdf, "application/pdf", list_pdf.MAX_ROWS),
    "csv": ExportKind(list_csv.write, "text/csv", list_csv.MAX_ROWS),
}
