"""Exports 导出: a list as a file, made in bounded memory."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from typing import IO

from app.gateways import gateways
from app.reports import list_excel, list_pdf
from app.reports.list_sheet import ListSheet, clean

#: Bytes that stay in memory before the file goes to disk.
SPOOLED = 4 * 1024 * 1024


@dataclass(frozen=True)
class Export:
    """Hold a finished file at its beginning, with the name it is saved under."""

    file: IO[bytes]
    name: str
    mimetype: str


@dataclass(frozen=True)
class Kind:
    """Declare one kind of export: who writes it, its type, and how many rows it takes."""

    write: Callable[[ListSheet], IO[bytes]]
    mimetype: str
    max_rows: int


def make(kind: str, sheet: ListSheet) -> Export:
    """Write a list as a file of this kind; raises KeyError for an unknown one."""
    chosen = KINDS[kind]
    file = chosen.write(sheet)
    file.seek(0)
    return Export(file, f"{_file_name(sheet.title)}.{kind}", chosen.mimetype)


def _excel(sheet: ListSheet) -> IO[bytes]:
    file: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=SPOOLED)  # noqa: SIM115 the answer closes it  # type: ignore[assignment]
    list_excel.write(sheet, file)
    return file


def _pdf(sheet: ListSheet) -> IO[bytes]:
    return io.BytesIO(gateways().pdf.render(list_pdf.write(sheet).html, pages=None))


def _file_name(title: str) -> str:
    return "".join(letter for letter in clean(title) if letter.isalnum() or letter in " -_（）()").strip() or "list"


KINDS: dict[str, Kind] = {
    "xlsx": Kind(_excel, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", list_excel.MAX_ROWS),
    "pdf": Kind(_pdf, "application/pdf", list_pdf.MAX_ROWS),
}
