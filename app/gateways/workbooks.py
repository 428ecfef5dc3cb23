"""Excel workbooks on their way in: judged by the zip directory, written anew within its limits, then read."""

from __future__ import annotations

import io
import math
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from app.domain.imports.files import (
    MAX_CELLS,
    MAX_PARTS,
    MAX_RATIO,
    MAX_ROWS,
    MAX_UNPACKED,
    SMALL_PART,
    ImportRefusedError,
    ImportSheet,
)

_MACROS = re.compile(r"vbaproject|macrosheets|activex|\.bin$", re.IGNORECASE)
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
#: a cell's address, in whatever element it stands
_ADDRESS = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,4})(\d{1,8})["']""")
_PRINTER = re.compile(r"printersettings", re.IGNORECASE)
_READABLE = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED_FLAG = 0x1


def refusal_of_old_container(data: bytes) -> str:
    """Return why a file in the container of Excel 97-2003 is refused: a password, or its age."""
    return "import_encrypted" if _ENCRYPTED in data else "import_old_excel"


def read(data: bytes) -> list[ImportSheet]:
    """Return the sheets of a workbook; raises ImportRefusedError before anything large is unpacked."""
    safe = _written_anew(data)
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(safe))
        return [ImportSheet(name=name, rows=list(_rows(book.get_sheet_by_name(name)))) for name in book.sheet_names]
    except (CalamineError, ValueError, OSError) as error:
        raise ImportRefusedError("import_damaged") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # how a fault of the reader's own language arrives
            raise
        raise ImportRefusedError("import_damaged") from error


def _written_anew(data: bytes) -> bytes:
    """Return the workbook unpacked into a new archive, whose parts have the sizes that the directory declared."""
    made = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(made, "w", zipfile.ZIP_STORED) as new:
            parts = _judged(archive)
            for part in parts:
                contents = archive.read(part)  # no further than declared, and its checksum must fit
                _judge_addresses(part.filename, contents)
                new.writestr(part.filename, contents)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
        raise ImportRefusedError("import_damaged") from error
    return made.getvalue()


def _judged(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
    """Return the parts to read; raises ImportRefusedError by what the directory alone says."""
    parts = archive.infolist()
    names = [part.filename for part in parts]
    if len(parts) > MAX_PARTS or len(set(names)) != len(names):
        raise ImportRefusedError("import_unpacks_too_far")
    if any(_MACROS.search(name) and not _PRINTER.search(name) for name in names):
        raise ImportRefusedError("import_macros")
    if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
        raise ImportRefusedError("import_encrypted")
    if "[Content_Types].xml" not in names or any(part.compress_type not in _READABLE for part in parts):
        raise ImportRefusedError("import_damaged")
    if sum(part.file_size for part in parts) > MAX_UNPACKED or any(_is_too_dense(part) for part in parts):
        raise ImportRefusedError("import_unpacks_too_far")
    return parts


def _is_too_dense(part: zipfile.ZipInfo) -> bool:
    return part.file_size > SMALL_PART and part.file_size > MAX_RATIO * max(part.compress_size, 1)


def _judge_addresses(name: str, contents: bytes) -> None:
    """Refuse a sheet whose cells lie so far apart that the table between them would fill the memory."""
    if "worksheets/" not in name:
        return
    last_row = last_column = 0
    for letters, digits in _ADDRESS.findall(contents):
        last_row = max(last_row, int(digits))
        last_column = max(last_column, _column(letters.upper()))
    if last_row * last_column > MAX_CELLS:
        raise ImportRefusedError("import_too_many_rows", limit=MAX_ROWS, rows=last_row)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _rows(sheet: object) -> Iterator[list[str]]:
    for row in sheet.to_python(skip_empty_area=False):  # type: ignore[attr-defined]
        yield [_text(cell) for cell in row]


def _text(cell: object) -> str:
    """Write a cell as people see it: whole numbers without a point, dates as 2026-11-23."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        return format(Decimal(repr(cell)), "f").removesuffix(".0") if math.isfinite(cell) else str(cell)
    if isinstance(cell, datetime):
        return cell.strftime("%Y-%m-%d %H:%M:%S").removesuffix(" 00:00:00")
    if isinstance(cell, date | time | timedelta):
        return str(cell)
    return str(cell)
