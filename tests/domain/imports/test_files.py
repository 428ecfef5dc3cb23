"""Import files: what a table may be, and how its rows are called."""

from __future__ import annotations

from app.domain.imports import files
from app.domain.imports.files import CellError, ImportRefusedError, ImportSheet

MEGABYTE = 2**20


def test_a_file_has_ends() -> None:
    assert (files.MAX_BYTES, files.MAX_UNPACKED, files.SMALL_PART) == (10 * MEGABYTE, 60 * MEGABYTE, MEGABYTE)
    assert (files.MAX_RATIO, files.MAX_PARTS, files.MAX_ROWS, files.MAX_CELLS) == (200, 1000, 50_000, 3_000_000)
    assert files.ACCEPTED == ".xlsx,.csv,.json,text/csv,application/json"


def test_a_refused_file_is_damaged_unless_more_is_known() -> None:
    assert (ImportRefusedError().code, ImportRefusedError.status) == ("import_damaged", 422)
    assert set(files.REFUSALS) == {
        "import_missing", "import_empty", "import_too_large", "import_too_many_rows", "import_unpacks_too_far",
        "import_macros", "import_encrypted", "import_old_excel", "import_damaged", "import_no_text",
        "import_bad_json",
    }  # fmt: skip
    assert ImportRefusedError.code in files.REFUSALS


def test_a_row_is_called_by_its_number_in_the_sheet_or_by_its_label() -> None:
    assert [ImportSheet(name="a", rows=()).label(number) for number in (0, 1)] == ["1", "2"]
    assert [ImportSheet(name="a", rows=(), labels=("head", "first")).label(number) for number in (1, 2)] == [
        "first",
        "3",
    ]


def test_an_error_may_stand_where_nothing_was_found() -> None:
    assert CellError(sheet="a", row="2", column="weight", code="required", params={}).value == ""
