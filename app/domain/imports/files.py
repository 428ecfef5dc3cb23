"""Import files: what an uploaded table may be, and what it is answered when it is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from app.domain.errors import DomainError

MEGABYTE = 1024 * 1024
MAX_BYTES = 10 * MEGABYTE
#: What a workbook may unpack to, and how much more than its packed size, part by part.
MAX_UNPACKED = 60 * MEGABYTE
MAX_RATIO = 200
SMALL_PART = MEGABYTE  # below this no ratio is asked
MAX_PARTS = 1000
#: Rows of one file, and cells between its first and its last one.
MAX_ROWS = 50_000
MAX_CELLS = 3_000_000
#: What the file chooser of a browser offers.
ACCEPTED = ".xlsx,.csv,.json,text/csv,application/json"

#: The answers to files that are not taken; each has its sentence in `views/words/refusals.py`.
REFUSALS: dict[str, str] = {
    "import_missing": "no file was chosen",
    "import_empty": "the file has no rows",
    "import_too_large": "more than MAX_BYTES",
    "import_too_many_rows": "more than MAX_ROWS or MAX_CELLS",
    "import_unpacks_too_far": "a zip bomb by its directory: too large, too dense or too many parts",
    "import_macros": "a workbook with macros",
    "import_encrypted": "a workbook with a password",
    "import_old_excel": "a workbook of Excel 97-2003, or something else in that container",
    "import_damaged": "it begins as a workbook and cannot be read to its end",
    "import_no_text": "neither UTF-8 nor GB18030",
    "import_bad_json": "JSON that cannot be read, or of another shape",
}
#: a cell of a file: text, or what a workbook or JSON says
ImportedCell: TypeAlias = object


class ImportRefusedError(DomainError):
    """Refuse a file as a whole; `code` is one of REFUSALS."""

    status = 422
    code = "import_damaged"


@dataclass(frozen=True, kw_only=True)
class ImportSheet:
    """Hold one table of a file: its first row are the headings.

    rows     cells as text; lists where JSON has them
    labels   what people call each row (default: its number in the sheet, headings being row 1)
    """

    name: str
    rows: Sequence[Sequence[ImportedCell]]
    labels: Sequence[str] = ()

    def label(self, number: int) -> str:
        """Return what people call the row at an index of `rows`."""
        return self.labels[number] if number < len(self.labels) else str(number + 1)


@dataclass(frozen=True, kw_only=True)
class CellError:
    """Say what is wrong where: sheet, row, column (`group.key`, or the heading itself), and the text found there."""

    sheet: str
    row: str
    column: str
    code: str
    params: dict[str, object]
    value: str = ""
